# Enrolment in person: a parent has come. Everything that is said here can be read aloud.

## The certificate

enrol-certificate = Certificate
enrol-certificate-label = Certificate:
enrol-how-number = Type the number of the certificate: 10 digits, spaces and dashes do no harm.
enrol-how-scan = Or hold the scanner to the bar code of the extract.
enrol-how-record = From the search and from an opened application you get here with the certificate at once.
enrol-number-empty = Type the number of the certificate: 10 digits from the extract.
enrol-number-length = Digits: { $count }. A certificate number has 10, check whether one is missing or too many.
enrol-number-region = Certificates of the Komi Republic begin with 11. Check the first two digits.
enrol-number-character = A number has digits, spaces and dashes only. Take out “{ $found }”.
enrol-asking = Asking the register for this certificate…
enrol-no-such = The register has no such certificate. Compare the number with the extract.
enrol-unknown-here = not in the memory of this desk
enrol-not-here-offline = This certificate is not in the memory of the desk, and there is no line. It can be enrolled: the register checks the certificate when the line is back.
enrol-age-known = Age: { $years }
enrol-age-unknown = The age is not known here: ask the parent, it can be given at the next step.
enrol-years = { $count ->
        [one] { $count } year
       *[other] { $count } years
    }
enrol-years-between = { $least }–{ $count ->
        [one] { $count } year
       *[other] { $count } years
    }
enrol-purse = { $days }: balance { $balance } of { $nominal } (reserved { $reserved }, paid { $paid })
enrol-purse-none = { $days }: the certificate has no money for this period, or only the register knows it
enrol-money-unknown = The register will tell how much money the certificate has.
enrol-requests = Requests and contracts:
enrol-requests-none = No other requests or contracts.
enrol-requests-unknown = Only the register knows the other requests of this certificate.
enrol-elsewhere = a programme of another organisation
enrol-next-groups = { $key } — choose programme and group.

enrol-barred-reserved = Enrolment is not possible yet: the certificate is not activated. First accept the signed application and activate the certificate.
enrol-barred-suspended = Enrolment is not possible: the certificate is suspended ({ $why }). It is restored first.
enrol-barred-excluded = Enrolment is not possible: the certificate is excluded from the register ({ $why }). The family can get another one.
enrol-barred-superseded = Enrolment is not possible under this number: the child has another certificate, { $by }. Type that one.
enrol-barred-expired = Enrolment is not possible: the certificate has expired, the child is 18.
enrol-barred-released = Enrolment is not possible: the number was released, the application for the certificate has ended. The family can hand in another one.

## The age by the parent's word

enrol-age-title = Age of the child
enrol-age-field = Full years:
enrol-age-why = Ask the parent. Programmes are picked by it; the age itself is kept nowhere, the register checks the birth date.
enrol-age-wrong = Give full years, from 4 to 18.

## Groups

enrol-programme-label = Programme:
enrol-any-direction = All directions
enrol-by-age = age
enrol-with-places = places
enrol-apart = no collisions
enrol-shown = { $count }, { $order }
enrol-sort-name = by name
enrol-sort-places = by places
enrol-sort-begin = by beginning
enrol-column-programme = Programme
enrol-column-module = Module
enrol-column-group = Group
enrol-column-ages = Ages
enrol-column-hours = Lessons
enrol-column-left = Left
enrol-column-certificate = Certif.
enrol-column-parents = Parents
enrol-free-short = free
enrol-barred-short = barred
enrol-no-groups = No groups are open for enrolment. It is opened in the programmes.
enrol-none-fit = Nothing fits. { $key } takes out what was typed, the filters above the list have keys of their own.
enrol-nothing-fits = No group is selected. Change what was typed, or take a filter off.
enrol-when-where = { $days }, { $hours }, { $room }
enrol-price = whole module { $price }
enrol-rubles = { $amount } ₽
enrol-free = The lessons are free: neither the certificate nor the parents pay.
enrol-shares = For the chosen days { $total }: the certificate { $certificate }, the parents { $parents }.
enrol-shares-at-most = For the chosen days { $total }: the certificate at most { $certificate }, the register knows the balance; the parents at least { $parents }.
enrol-collides = The lessons fall into the time of others: { $others }. The parent decides.
enrol-age-differs = The child's age does not fit this programme; the register checks the birth date.

enrol-weekday-1 = Mon
enrol-weekday-2 = Tue
enrol-weekday-3 = Wed
enrol-weekday-4 = Thu
enrol-weekday-5 = Fri
enrol-weekday-6 = Sat
enrol-weekday-7 = Sun

## Days and money

enrol-first-day = First day:
enrol-last-day = Last day:
enrol-month = Month
enrol-month-total = Price
enrol-month-certificate = Certificate
enrol-month-parents = Parents
enrol-in-all = In all
enrol-months-each = { $from }–{ $to }, each
enrol-first-payment = First payment of the parents: { $amount } for { $month }.
enrol-parents-pay-nothing = The parents pay nothing.
enrol-balance-unknown = Only the register knows the balance: the certificate pays at most what is shown.
enrol-give-confirmed = { $key } — create the request and confirm it at once.
enrol-give-new = { $key } — create the request.
enrol-one-person-will = Created and confirmed by one person — the report will list it.
enrol-confirmed-by-others = Someone with the right to confirm requests confirms it.

## What came of it

enrol-made-confirmed = The request is created and confirmed.
enrol-made-new = The request is created and waits to be confirmed. It takes no place yet.
enrol-made-waits = The request goes to the register: this desk does not know all about it, the register decides.
enrol-is-saving = Being written to the disk…
enrol-waits = Saved here. The register has to confirm place and money; until it has answered, don't promise the place.
enrol-register-has-it = The register has confirmed it.
enrol-one-person = Created and confirmed by one person — the report will list it.
enrol-next-programme = { $key } — one more programme for this child.
enrol-open-request = { $key } — open the request: its papers, the contract.
enrol-refused = The register refused.
enrol-others-faster = Someone else has changed the record meanwhile.
enrol-left-new = The request is left unconfirmed. With another group it is moved there or withdrawn.
enrol-offers = Can be offered now ({ $key } chooses): groups of the same module first, then like programmes.
enrol-no-offers = There are no like groups with places.
enrol-no-offers-key = There are no like groups with places. { $key } — choose another programme.

## Help

help-here-enrol = Now: find the certificate, choose group and days with the parent; Enter leads on, and in the end creates and confirms the request.
