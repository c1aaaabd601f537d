# Funding: periods, groups of certificates, agreements, the waiting list, the account of a certificate.

action-open-funding = Funding
action-open-funding-help = Open periods, groups of certificates, agreements with organisations and accounts of certificates.
action-funding-add = Add
action-funding-add-help = Add a period, a group of certificates or an agreement.
action-funding-account = Account
action-funding-account-help = Show the account of a certificate by its number: nominal, balance, reserve and payments by period.
action-funding-account-verification-help = Show the account of the certificate of the open application.
action-funding-account-changes-help = Show the account of the certificate of the open application.
action-price-percent = Price limit
action-price-percent-help = Change the highest price of a module, in percent of the normative price.
action-next-period = Other period
action-next-period-help = Show the same for the next period.
action-assign-group = Group
action-assign-group-help = Put the certificate into a group that it gets money from.
action-join-waiting-list = Wait
action-join-waiting-list-help = Put the certificate on the waiting list of its group.
action-leave-waiting-list = Don't wait
action-leave-waiting-list-help = Take the certificate off the waiting list.
action-submit-funding-help = Change what is selected; in the waiting list, open the account of the certificate.

place-funding = Funding
help-here-funding = Now: choose a row and press Enter to change it; Tab leads to the next part. Who has the right to the settings changes, others look.

## Parts

funding-part-periods = Periods
funding-part-groups = Groups
funding-part-agreements = Agreements
funding-part-waiting = Waiting
funding-part-account = Account
funding-percent = price up to { $percent } %
funding-read-only = For reading only. It can be changed by: { $names }

funding-when-previous = previous
funding-when-current = current
funding-when-future = future
funding-period = { $name } ({ $first }–{ $last }, { $when })
funding-other-period = { $key } — other period
funding-no-periods = There is no period yet.
funding-no-nominal = no money
funding-total = In all { $count ->
        [one] { $count } certificate
       *[other] { $count } certificates
    }: nominal { $nominal } = balance { $balance } + reserved { $reserved } + paid { $paid }
funding-broken = Accounts that don't add up: { $count }. Do nothing with them and tell the administrator of the register.
funding-filter-hint = { $key } — filter by what stands in the row
funding-order-periods-first = earliest first
funding-order-periods-second = latest first
funding-order-groups-first = in their order
funding-order-groups-second = by the sum in use
funding-order-agreements-first = by name
funding-order-agreements-second = by children
funding-order-waiting-first = by turn
funding-order-waiting-second = by number

## Columns

column-name = Name
funding-column-period = Period
funding-column-first = Begins
funding-column-last = Ends
funding-column-when = Which
funding-column-nominal = Nominal, ₽
funding-column-balance = Balance, ₽
funding-column-reserved = Reserved, ₽
funding-column-paid = Paid, ₽
funding-column-certificates = Certificates
funding-column-used = In use, ₽
funding-column-sum-limit = Limit, ₽
funding-column-waiting = Wait
funding-column-number = Agreement
funding-column-limit = Limit
funding-column-taught = Taught
funding-column-turn = No.
funding-column-since = Waits since
funding-column-group = Group
funding-column-room = Room

funding-state-none = none
funding-state-in = in force
funding-state-out = out of force
funding-state-full = full
funding-room-yes = yes
funding-room-no = not yet
funding-no-group = none

funding-empty-periods = There is no period yet. { $key } — add the school year.
funding-empty-groups = There is no group of certificates yet. { $key } — add the first: certificates without a group get money from it.
funding-empty-agreements = The organisations of the municipality have not come from the register yet.
funding-empty-waiting = Nobody waits for money.

## What follows from the row

funding-detail-period = The nominal of a new period reaches a certificate with its first request for a certified programme; before that it has no account for the period. A period with agreements can only be made longer, one with payments stays as it is.
funding-detail-group = The nominal reaches a certificate with its first request of the period. A raise comes with the next act on the certificate, lowering takes nothing back.
funding-detail-behind = The raise has not reached { $count ->
        [one] { $count } certificate
       *[other] { $count } certificates
    } yet, that is { $sum } ₽: it comes with the next request, contract or refusal of each.
funding-detail-first = The main group: it pays for those without another one.
funding-detail-agreed = The agreement is in force: the organisation makes offers for certificates. { $key } — change it.
funding-detail-out = The agreement is out of force: no new offers, contracts go on. { $key } — change it.
funding-detail-not-agreed = There is no agreement for this period: the organisation makes no offers for certificates. { $key } — enter one.
funding-detail-waiting = When there is room, tell the family to hand in a request: with it the certificate gets its money and leaves the list. { $key } — account of the certificate.

## Questions

funding-title-period = Period
funding-title-new-period = New period
funding-about-period = A period is called by the year in which it begins. Periods have no day in common.
funding-field-first = Begins
funding-field-last = Ends
funding-help-first = the first day, as in 01.09.2026
funding-help-last = the last day, as in 31.08.2027

funding-title-group = Group of certificates
funding-title-new-group = New group of certificates
funding-about-group = The nominal is that of the period { $period }; those of other periods stay.
funding-about-used = { $count ->
        [one] { $count } certificate has
       *[other] { $count } certificates have
    } got { $sum } ₽ from the group.
funding-field-nominal = Nominal, ₽
funding-field-certificates = Certificates at most
funding-field-sum = Sum at most, ₽
funding-help-nominal = in rubles, as in 12 000,00; empty: no money
funding-help-limit = empty: no limit

funding-title-agreement = Agreement with an organisation
funding-about-agreement = { $organisation }, period { $period }.
funding-in-force = In force
funding-out-of-force = No longer in force
funding-field-number = Number
funding-field-limit = Children at most

funding-title-percent = Price limit of a module
funding-about-percent = The price of a module of a certified programme is at most this percentage of the normative price. Prices of requests that were made stay.
funding-field-percent = Percent

funding-title-find = Account of a certificate
funding-help-certificate = 10 digits, spaces may stay
funding-title-assign = Group of the certificate
funding-about-assign = Certificate { $certificate }: the group that it gets money from. What is reserved and paid stays. Where there is no room, it waits; one that has money already does not go into a full group.
funding-no-room = no room
funding-room = { $count ->
        [one] room for { $count }
       *[other] room for { $count }
    }

## Faults at fields

funding-amount-digits = Type the amount in digits: 12 000,00
funding-amount-kopecks = One or two digits stand behind the comma
funding-amount-space = A space stands before three digits: 12 000
funding-amount-too-large = The amount is too large: check the digits
funding-count-too-large = The number is too large: check the digits
funding-wrong-year = The year of the beginning stays: it is the period's name
funding-wrong-year-taken = There is a period of that year: change that one
funding-wrong-period-in-use = It has agreements: days can only be added
funding-wrong-days = It ends behind its beginning, at most 18 months later
funding-wrong-sum = The limit is below one nominal
funding-wrong-limit = More is in use: give a higher limit
funding-wrong-certificate = A certificate number has 10 digits, the first two are 11

## What was done, and why not

funding-saved = { $what }: saved. The register will confirm it, the sign stands beside the tabs.
funding-unchanged = Nothing was changed.
funding-nothing-to-add = Periods, groups and agreements are added: go to them with Tab.
funding-nothing-here = There is nothing to open here.
funding-not-in-part = The key does nothing in this part of the screen: go to another one with Tab.
funding-period-first = Add a period first: money and agreements belong to one.
funding-certificate-first = Choose a certificate first: { $key } — find its account by its number.
funding-no-groups = There is no group of certificates yet: add one first.
funding-same-group = The certificate is in this group already.
funding-waits-already = The certificate is on the waiting list already.
funding-waits-not = The certificate is not on the waiting list.
funding-elsewhere = Another municipality pays for this certificate, not { $municipality }. Its account is kept there.

## Account

funding-account-none = No account is chosen. { $key } — find one by the number of the certificate.
funding-account-elsewhere = Another municipality pays for certificate { $certificate }: its account is not here.
funding-account-unknown = not in the memory of this desk: check the number
funding-account-group = Group: { $group }.
funding-group-first = none, money will come from the main one — { $group }
funding-account-waits = Waits for money since { $since }, number { $turn } in the line.
funding-not-opened = not opened
funding-coming = { $period }: with the next request the nominal becomes { $nominal }, the balance { $balance }.
funding-no-claims = The certificate has no requests or contracts.
funding-claims = Requests and contracts:
funding-claim = { $organisation }, { $programme }: { $state }. Period: { $period }, reserved { $reserved }.
funding-programme-unknown = a programme of another organisation
funding-no-money = without money of the certificate
funding-summary = Account { $period }: nominal { $nominal } = balance { $balance } + reserved { $reserved } + paid { $paid }. Group: { $group }.
funding-summary-none = Account: no money was given for the current period yet.
funding-summary-elsewhere = The account is kept by another municipality.
