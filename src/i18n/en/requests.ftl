# Requests for enrolment: the list, one request, questions.

## Actions, places, help

action-mark-to-here = Mark up to here
action-mark-to-here-help = Mark all rows from the one marked last to this one.
action-mark-all = Mark all
action-mark-all-help = Mark all rows that fit the filter; once more takes the marks away.
action-confirm-request = Confirm
action-confirm-request-help = Confirm the request or all marked ones: the offer goes to the family, the place is taken.
action-refuse-request = Refuse
action-refuse-request-help = Refuse the request or all marked ones with a reason; the money returns to the certificate.
action-withdraw-request = Withdraw
action-withdraw-request-help = Withdraw the request because the family asks for it.
action-conclude = Contract
action-conclude-help = Enter the training application that came and conclude the contract.
action-change-group = Other group
action-change-group-help = Move the child to another group of the same module.
action-terminate = Terminate
action-terminate-help = Enter the notice of termination: the contract lasts to the end of the month.
action-complete = Complete
action-complete-help = Complete a contract whose last day has passed.
action-submit-requests-help = Open the request and everything that is known of it.
action-toggle-requests-help = Mark the request or take the mark away, and go to the next.
action-next-field-requests-help = Show the next part of the list.
action-previous-field-requests-help = Show the part before.
action-next-field-request-help = Open the next request of the list.
action-previous-field-request-help = Open the request before.
action-filter-requests-help = Choose requests by programme, group, certificate, municipality, waiting time and obstacles.

place-requests = Enrolment requests
place-request = Enrolment request
help-here-requests = Now: confirm requests by one key each, or mark several; Enter opens a request.
help-here-request = Now: read what is known of the request and take the next step; only possible steps are shown.

## The list

requests-part-unanswered = New
requests-part-offered = Offers
requests-part-learning = Contracts
requests-part-ended = Past
requests-part-problem = Obstacles
requests-part-all = All
requests-sort-oldest = oldest first
requests-sort-programme = by programme
requests-sort-group = by group
requests-sort-age = by age
requests-marked = marked: { $count }
requests-column-age = Age
requests-column-kind = Kind
requests-column-balance = Balance
requests-column-place = Group and programme
requests-column-left = Left
requests-column-others = Oth
requests-column-result = What came of it
requests-kind-accounting = acc
requests-kind-financed = fin
requests-state-ends = ending
requests-filter-hint = { $key } — filter by programme, group, certificate, municipality, waiting time
requests-filter-day = d
requests-filter-about = Words in any order: programme, group, digits of the certificate, “no places”, “7d” waits 7 days
requests-empty = Nothing here: new requests appear by themselves.
requests-nothing-selected = No request is selected: there is none here. Choose another part or filter.
requests-unmarked = The marks are taken away.
requests-not-here = This request is not here: it is another organisation's, or has not come from the register yet. Update (Ctrl+R) and try again.
requests-programme-unknown = the programme has not come from the register yet

requests-problem-refused = not taken
requests-problem-refused-help = The register has not carried out a step with this request.
requests-problem-no-places = no places
requests-problem-no-places-help = The group has no place left: offer another group.
requests-problem-age = age
requests-problem-age-help = The child's age does not fit the programme.
requests-problem-no-funds = no funds
requests-problem-no-funds-help = The certificate pays nothing: the family pays all.
requests-problem-late = waits long
requests-problem-late-help = The request has waited for an answer for more than five days.

## One request

requests-details-title = Certificate { $certificate }
requests-line-refused = Not done
requests-line-act = Act
requests-line-problem = Obstacle
requests-line-purse = Money
requests-line-age = Age
requests-line-others = The child's other
requests-line-programme = Programme
requests-line-module = Module
requests-line-group = Group
requests-line-schedule = Lessons
requests-line-days = Days
requests-line-cost = Cost
requests-line-created = Created
requests-line-confirmed = Confirmed
requests-line-refusal = Refused
requests-line-contract = Contract
requests-line-termination = Termination
requests-line-ended = End
requests-conflict = Somebody else changed the request first: { $who }, { $when } — { $what }. Decide whether to repeat the step.
requests-conflict-unknown = Somebody else changed the request first. Decide whether to repeat the step.
requests-offer-groups = Offer the family another group: { $key }.
requests-purse = balance { $balance } ₽, reserved { $reserved } ₽, paid { $paid } ₽, nominal { $nominal } ₽
requests-age = { $age ->
    [one] { $age } year on the first day
   *[other] { $age } years on the first day
}
requests-programme = { $name } · { $register } · ages { $from }–{ $to }
requests-module = { $hours ->
    [one] { $name } · { $hours } hour
   *[other] { $name } · { $hours } hours
}
requests-group = { $name } · places left: { $left } of { $places }
requests-days = { $first } to { $last }
requests-cost = { $total } ₽ = certificate { $certificate } ₽ + family { $parents } ₽
requests-cost-month = { $total } = { $certificate } + { $parents }
requests-month-paid = paid
requests-month-1 = January
requests-month-2 = February
requests-month-3 = March
requests-month-4 = April
requests-month-5 = May
requests-month-6 = June
requests-month-7 = July
requests-month-8 = August
requests-month-9 = September
requests-month-10 = October
requests-month-11 = November
requests-month-12 = December
requests-weekday-1 = Mon
requests-weekday-2 = Tue
requests-weekday-3 = Wed
requests-weekday-4 = Thu
requests-weekday-5 = Fri
requests-weekday-6 = Sat
requests-weekday-7 = Sun
requests-by-family = the family
requests-by-one-person = Created and confirmed by one person: the report lists it.
requests-contract = No. { $number } of { $date }, application received { $received }
requests-termination = Lasts to { $effective }. Notice of { $notice }. { $why }

## Steps

requests-given-confirm-request = Confirmed: certificate { $certificate }.
requests-given-refuse-request = Refused: certificate { $certificate }.
requests-given-withdraw-request = Withdrawn: certificate { $certificate }.
requests-given-conclude = Contract concluded: certificate { $certificate }.
requests-given-change-group = Group changed: certificate { $certificate }.
requests-given-terminate = Termination entered, certificate { $certificate }: the contract lasts to { $day }.
requests-given-complete = Contract completed: certificate { $certificate }.
requests-lost = Not done, certificate { $certificate }. { $why }
requests-lost-place = Somebody took the place first, certificate { $certificate }. { $why } Other groups with places: { $key }.
requests-lost-last = Somebody took the place first, certificate { $certificate }. { $why } No other group of the module has places either: offer another programme.

requests-whom = Certificate { $certificate } · { $place }
requests-text = Explanation
requests-text-help = Needed where the reason is “another reason”.
requests-refuse-title = Refuse the request
requests-withdraw-title = Withdraw the request
requests-withdraw-sure = Has the family taken the request back? The money returns to the certificate.
requests-complete-title = Complete the contract
requests-complete-sure = The last day of learning has passed. Complete the contract?
requests-group-title = Another group
requests-group-about = Groups of the same module that have places:
requests-group-full = The group has no place left. Offer the family another one: Enter moves the request and confirms it.
requests-group-choice = { $group } · places: { $left } · { $when }
requests-group-none = No other group of the module has a place. Offer another programme or refuse the request.
requests-conclude-title = The training application has come
requests-conclude-number = Contract No.
requests-conclude-number-help = The next number of your organisation. If the contract has a number already, type that.
requests-conclude-number-none = This desk has no number left: type the number of the contract.
requests-conclude-date = Contract date
requests-conclude-received = Received
requests-conclude-received-help = The day on which the family brought the signed application.
requests-terminate-title = Termination of the contract
requests-terminate-notice = Notice of
requests-terminate-notice-help = The contract lasts to the last day of the month of the notice.
requests-terminate-effective = { $certificate }: with a notice of today the contract lasts to { $day }.

## The marked ones

requests-confirm-marked = Confirm the marked ones
requests-refuse-marked = Refuse the marked ones
requests-summary-confirm = Marked: { $marked }. Can be confirmed: { $passing }.
requests-summary-refuse = Marked: { $marked }. Can be refused: { $passing }.
requests-summary-places = Places taken: { $places }, in groups: { $groups }; full after it: { $full }.
requests-summary-money = Certificates pay { $certificates } ₽, families { $parents } ₽.
requests-summary-returned = Returns to certificates: { $certificates } ₽.
requests-summary-refused = Not possible ({ $count }): { $why }
requests-summary-rest = Not possible for other reasons: { $count }.
requests-results = Done: { $applied }. Waiting for the register: { $waiting }. Not possible: { $refused }.
requests-results-groups = { $key } — other groups with places.
requests-results-open = { $key } — open the request.
requests-elsewhere = Changed by someone else, or not saved: look at the request.

## In the outbox

act-request = Request
act-programme = Programme
act-municipality = Municipality
act-contract = Contract
act-notice = Notice of
act-do-elsewhere = Remove the reason and take the step again: { $reopen } opens it. { $retry } gives it again as it is. { $dismiss } puts it away.
outbox-not-here = not here yet
