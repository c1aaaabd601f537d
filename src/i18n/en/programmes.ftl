# The panel of programmes: the list, the opened programme, the form, acts on many at once.

## Keys and places

action-create-programme = New programme
action-create-programme-help = Begin the draft of a new programme.
action-copy-programme = To the new year
action-copy-programme-help = Make a draft of the same programme for the next school year: modules and groups go over, days move by a year, prices are set anew.
action-save-programme = Save
action-save-programme-help = Save what is typed if all is filled in rightly; else go to the first error.
action-send-programme = To the review
action-send-programme-help = Send the draft to the review; another clerk decides.
action-publish-programme = Publish
action-publish-programme-help = Publish a programme of a register that asks for no review.
action-approve-programme = Certify
action-approve-programme-help = Accept a programme that is on review, and publish it.
action-refuse-programme = Refuse
action-refuse-programme-help = Refuse to certify, with the reason.
action-revise-programme = To the drafts
action-revise-programme-help = Take a refused programme back to the drafts, to correct it.
action-archive-programme = To the archive
action-archive-programme-help = Take the programme out of the navigator; its contracts go on.
action-open-enrolment = Open enrolment
action-open-enrolment-help = Open enrolment: on the row of a module on it, on the row of the programme on all its modules, in the list on all that is marked.
action-close-enrolment = Close enrolment
action-close-enrolment-help = Close enrolment: on the row of a module on it, on the row of the programme on all its modules, in the list on all that is marked.
action-set-price = Price
action-set-price-help = Set the price of the module; the earlier ones stay in the history, requests keep theirs.
action-add-group = New group
action-add-group-help = Add a group to the module of a published programme.
action-edit-group = Change the group
action-edit-group-help = Change days, schedule and places of the selected group.
action-archive-group = Close the group
action-archive-group-help = Close the group for new children.
action-correct-programme-help = Open the form of the programme, while it is not published.
action-changes-programme-help = Open the list of what can be done with the programme, module or group.
action-submit-programme-help = Open the list of what can be done with the selected row.
action-submit-programmes-help = Open the selected programme, or go on with one that was begun.
action-submit-programme-form-help = Go to the next field; on a module or group, open it.
action-toggle-programmes-help = Mark the programme, to do something with several at once.
action-discard-programme-form-help = Take out the selected module or group; it can be put back.
action-undo-programme-form-help = Take the last change of the field back, or put back what was taken out.
action-export-list-programme-help = Save the groups of the programme to a table file.

place-programmes = Programmes
place-programme = Programme
place-programme-form = Form of the programme
help-here-programmes = Now: select a programme and press Enter; mark several to open or close enrolment at once.
help-here-programme = Now: select a row, the programme, a module or a group, and what to do with it; Enter shows what can be done.
help-here-programme-form = Now: fill in the fields; on the row of a module or group Enter opens it, Esc leads back. What is typed is kept by itself.

# In the lowest row of the screen, shorter than the labels of keys.
bar-open-programmes = Progr.
bar-open-queue = Applic.
bar-open-activation = Activ.
bar-open-outbox = Outbox

## The list

programmes-part-all = all
programmes-part-draft = drafts
programmes-part-on-review = on review
programmes-part-published = published
programmes-part-refused = refused
programmes-part-archived = archived
programmes-sort-year = by year
programmes-sort-name = by name
programmes-sort-state = by state
programmes-sort-free = by places
programmes-sort-register = by register

programmes-column-name = Programme
programmes-column-state = State
programmes-column-register = Register
programmes-column-year = Year
programmes-column-ages = Ages
programmes-column-open = Open
programmes-column-places = Places
programmes-column-price = From
programmes-column-module-price = Price
programmes-filter-hint = { $key } — filter by name, register, direction, state, year, ages
programmes-column-direction = Direction
programmes-column-modules = Modules
programmes-column-groups = Groups
programmes-column-taken = Places taken
programmes-column-places-all = All places
programmes-column-line = Module, group
programmes-column-enrolment = Enrolment
programmes-column-normative = Normative
programmes-column-when = When
programmes-column-module = Module
programmes-column-group = Group
programmes-column-period = Period
programmes-column-outcome = What of it

register-short-pre-professional = pre-prof.
register-short-significant = signif.
register-short-general-development = general
register-short-certified = certified
register-short-paid = paid

weekday-short-1 = Mon
weekday-short-2 = Tue
weekday-short-3 = Wed
weekday-short-4 = Thu
weekday-short-5 = Fri
weekday-short-6 = Sat
weekday-short-7 = Sun

programmes-empty = No programmes here. Begin a new one: { $key }.
programmes-empty-reading = No programmes here.
programmes-none-selected = Select a programme first.
programmes-not-saved-yet = This programme is not saved yet: open it, finish it and save it.
programmes-unnamed = Without a name
programmes-typed = being typed
programmes-begun = The programme is being typed and not saved yet. { $key } goes on.
programmes-told = “{ $name }”: { $register }; { $direction }; { $organisation }; { $modules } modules, { $groups } groups.
programmes-marked = Marked: { $count }. { $open } opens enrolment, { $close } closes it, { $copy } copies to the new year, { $cancel } takes the marks off.

## The opened programme

programmes-ages = ages { $ages }
programmes-limit = at most { $limit } children
programmes-health = limited health: { $health }
programmes-whole = The whole programme
programmes-open = open
programmes-closed = closed
programmes-months-hours = { $months } months, { $hours } h
programmes-group-archived = closed
programmes-children = Children in a group: { $min } to { $max }.
programmes-prices = Prices: { $prices }.
programmes-price-since = { $price } since { $since } ({ $clerk })
programmes-published-on = Published { $date }.
programmes-group-told = Group { $number } “{ $name }”, { $days }. { $schedule }
programmes-hinders = Enrolment can't be opened yet. { $why }
programmes-refused = Refused: { $reason }. { $text }
programmes-gaps = In the way of publishing: { $fields }.
programmes-gone = This programme is not here any more. Esc leads to the list.
programmes-of-another = This is another organisation's programme: it is changed only there.
programmes-wrong-state = Not now. State of the programme: { $state }.
programmes-same-person = You have sent this programme to the review, another clerk decides.
programmes-why-state = not in this state
programmes-why-done = done already
programmes-no-module = Select the row of a module.
programmes-no-group = Select the row of a group.
programmes-saved = { $what }: saved. “{ $name }”

## Questions

programmes-price = Price, ₽
programmes-price-help = Rubles and kopecks: 4500 or 4 500,50
programmes-price-about = Module “{ $module }”. Normative price { $normative } ₽, limit { $percent } %: at most { $highest } ₽.
programmes-price-about-paid = Module “{ $module }”. The family pays; at most { $highest } ₽.
programmes-not-an-amount = This is no amount: type rubles in digits, kopecks behind a comma.
programmes-refuse-about = The organisation will read the reason and the explanation.
programmes-refuse-text = Explanation
programmes-refuse-text-help = What to correct; needed for “Another reason”
programmes-sure-publish = Publish “{ $name }”? Then only groups, prices and enrolment are changed.
programmes-sure-approve = Certify “{ $name }” and publish it? Then only groups, prices and enrolment are changed.
programmes-sure-archive = Archive “{ $name }”? No more requests will come, contracts go on. It can't be taken back.
programmes-sure-archive-group = Close the group “{ $name }” for new children? It can't be opened again.
programmes-copy-about = A new draft “{ $name }” for the school year { $year }. Modules that go over: { $modules }, active groups: { $groups }; days move by a year.
programmes-copy-prices = Prices don't go over: set them anew. Enrolment is closed.
programmes-copy-again = That year has a programme of this name already.

## Many at once

programmes-batch-before = Will be done: { $ready }, can't be: { $hindered }. { $yes } does it, { $no } leaves it.
programmes-batch-after = Done: { $done }, waits for the register: { $waits }, not done: { $not }. { $yes } leads to the list.
programmes-batch-open = modules to open: { $some } of { $all }
programmes-batch-close = modules to close: { $some } of { $all }
programmes-batch-copy = a draft for { $year }; prices anew
programmes-batch-again = that year has such a programme already, this will be a second one
programmes-batch-opened = enrolment is open already
programmes-batch-closed = enrolment is closed already
programmes-batch-nothing = It can be done with none of the programmes; the rows tell why.
programmes-not-written = not written to the disk, try again

## The form

programme-form-programme = { $name }
programme-form-module = Module { $number }. { $name }
programme-form-group = Group { $number }. { $name }
programme-form-group-name = Group { $number }
programme-form-unnamed = New programme
programme-form-module-told = { $months } months, { $hours } h, groups: { $groups }
programme-form-group-told = { $first }–{ $last }, { $places } places
programme-form-add-module = + Add a module
programme-form-add-group = + Add a group
programme-form-complete = all filled in
programme-form-left = to correct: { $count }
programme-form-again = Going on with what was typed.
programme-form-kept = What was typed is kept at this desk.
programme-form-removed = Taken out: { $name }. { $key } puts it back.
programme-form-nothing-to-remove = A module or a group is taken out: select its row.
programme-form-paste = This text doesn't fit here.
programme-form-no-errors = No errors. { $key } saves.
programme-form-unchanged = Nothing was changed.
programme-form-not-finished = { $count ->
    [one] Correct { $count } field
   *[other] Correct { $count } fields
}. { $key } leads to the next.

programme-field-name = Name
programme-field-register = Register
programme-field-year = School year from
programme-field-direction = Direction
programme-field-study-form = Form of study
programme-field-age-from = Age from
programme-field-age-to = Age to
programme-field-health = Limited health
programme-field-limit = At most children
programme-field-description = Description
programme-field-module-name = Name of the module
programme-field-months = Months
programme-field-hours = Hours
programme-field-normative-price = Normative, ₽
programme-field-children-min = Children from
programme-field-children-max = Children to
programme-field-results = Results
programme-field-group-name = Name of the group
programme-field-first = First day
programme-field-last = Last day
programme-field-places = Places
programme-field-monday = Monday
programme-field-tuesday = Tuesday
programme-field-wednesday = Wednesday
programme-field-thursday = Thursday
programme-field-friday = Friday
programme-field-saturday = Saturday
programme-field-sunday = Sunday

programme-help-name = The name as families will see it.
programme-help-year = The year in which the school year begins, for example 2026.
programme-help-age-from = Whole years on the first day of lessons, 5 to 17.
programme-help-age-to = Whole years on the first day of lessons, 5 to 17.
programme-help-limit = How many children the programme takes in all; empty: as many as its groups.
programme-help-description = What the programme is about; may stay empty.
programme-help-module-name = The name of the part that a contract is about.
programme-help-months = How many months the module lasts.
programme-help-hours = How many hours the module has.
programme-help-normative-price = The normative price of the module: 4500 or 4 500,50. The price is set later.
programme-help-children-min = The least children in a group.
programme-help-children-max = The most children in a group.
programme-help-results = What a child will learn; may stay empty.
programme-help-group-name = Name or number of the group.
programme-help-first = The first day of the group's lessons.
programme-help-last = The last day of the group's lessons.
programme-help-places = How many children are in the group.
programme-help-lessons = Time and room: 15:00-16:30 room 5. Several lessons with a semicolon between. Empty: no lessons on this day.
programme-help-child = Enter opens it, Delete takes it out.
programme-help-add = Enter adds one.

programme-fault-name = Type a name.
programme-fault-choice = Choose one of the values: by letter, digit or arrows.
programme-fault-year = Type the year in which the school year begins, 2018 to 2100.
programme-fault-ages = Type ages from 5 to 17: the lower first, then the higher.
programme-fault-limit = Type a number above zero, or leave it empty.
programme-fault-modules = Add at least one module.
programme-fault-months = Type the number of months.
programme-fault-hours = Type the number of hours.
programme-fault-normative = Type the normative price in rubles: 4500 or 4 500,50. Of a certified one it is above zero.
programme-fault-children = Type the number of children: the least first, then the most.
programme-fault-period = Type the days of lessons: the first before the last, both in this school year.
programme-fault-places = Type the number of places.
programme-fault-lesson = Type the time of the lesson, for example 15:00-16:30 room 5.
programme-fault-lesson-order = The lesson ends before it begins. Correct the time.
programme-fault-lessons-collide = Two lessons fall into one time. Correct one of them.
programme-fault-inside = Something inside is to be corrected. Enter opens it.
