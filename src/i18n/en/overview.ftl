# Overview: figures for the head of the office.

place-overview = Overview
help-here-overview = Now: figures for the head of the office. Left and right lead to the next figures, up and down through kinds of work and rows. The figures come from the register when the panel is opened or by a key; without the line the last ones are seen.
help-overview-scope = You can look at your own organisation or the whole municipality, for a week, a month or a school year.
help-overview-table = The same is shown as a table and saved to a table file, without names of children and clerks.

action-overview-table = Table
action-overview-table-help = Show the same figures as a table, or as a chart again.
action-overview-scope = Scope
action-overview-scope-help = Show your own organisation or the whole municipality.
action-next-period-overview-help = Show a week, a month or a school year.
action-submit-overview-help = Show the same figures as a table, or as a chart again.
action-retry-overview-help = Take the figures from the register anew.
action-export-list-overview-help = Save these figures as a table to a file, without names.

overview-figure-days = Requests by day
overview-figure-waiting = Waiting
overview-figure-places = Places
overview-figure-money = Money
overview-figure-clerks = Clerks

overview-as-chart = chart
overview-as-table = table
overview-always-table = In plain mode the figures always stand in a table.
overview-whole-municipality = All organisations: { $name }
overview-period-week = week { $first } to { $last }
overview-period-month = { $month } { $year }
overview-period-year = school year { $from }/{ $to }
overview-at = as of { $when }
overview-asking = The register has been asked, the figures will come.
overview-kept = These are earlier figures; new ones come from the register.
overview-kept-no-line = No line to the register: these are earlier figures. { $key } asks again.
overview-no-line = No line to the register, and this desk has no earlier figures. { $key } asks again.
overview-not-answered = The register gave no figures: it doesn't show them to this desk, or doesn't answer. { $key } asks again.
overview-nothing = There is nothing in this time. { $period } shows another period, { $scope } your own organisation or the whole municipality.

overview-work-request-came = New requests
overview-work-request-confirmed = Confirmed
overview-work-concluded = Contracts
overview-work-request-refused = Refused
overview-work-application-came = Applications
overview-work-application-accepted = Accepted
overview-work-activated = Activated
overview-work-application-returned = Returned
overview-work-application-rejected = Rejected
overview-short-request-came = Requ.
overview-short-request-confirmed = Confd.
overview-short-concluded = Contr.
overview-short-request-refused = Refus.
overview-short-application-came = Appl.
overview-short-application-accepted = Acc.
overview-short-activated = Activ.
overview-short-application-returned = Ret.
overview-short-application-rejected = Rej.

overview-waits-answer = Requests await answer
overview-waits-signature = Requests await signing
overview-waits-paper = Applications await paper
overview-waits-activation = Await activation
overview-short-waits-answer = Requests: answer
overview-short-waits-signature = Requests: signing
overview-short-waits-paper = Appl.: paper
overview-short-waits-activation = Activation
overview-age-today = today
overview-age-days = { $from }–{ $to } days
overview-age-over = over { $days } days

overview-column-day = Day
overview-column-waiting = Waiting
overview-column-total = Total
overview-column-applications = Applications
overview-column-requests = Requests
overview-column-organisation = Organisation
overview-column-programme = Programme
overview-column-group = Group
overview-column-taken = Taken
overview-column-places = Places
overview-column-free = Free
overview-column-percent = %
overview-column-month = Month
overview-column-paid = Paid
overview-column-reserved = Reserved
overview-column-parents = Parents' share
overview-column-clerk = Clerk
overview-column-clerk-number = Clerk's number
overview-column-clerk-name = Clerk's name
overview-month = { $month } { $year }
overview-register-itself = Families and register
overview-other-groups = { $count ->
    [one] { $count } more group
   *[other] { $count } more groups
}

overview-days-sum = { $kind }: { $total } in the period
overview-days-best = most on { $when }: { $count }
overview-waiting-sum = Waiting now: { $requests } requests, { $applications } applications
overview-places-sum = { $taken } of { $places } places are taken ({ $percent } %), groups: { $groups }
overview-place = { $taken } of { $places }
overview-money-sum = Paid { $paid }, reserved { $reserved }, parents' share { $parents }
overview-clerks-sum = Done in the period: { $total }, clerks: { $count }
