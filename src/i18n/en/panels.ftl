# Panels: search, queues, verification.

## Columns of lists

column-number = Application
column-date = Date
column-child = Child
column-born = Born
column-certificate = Certificate
column-organisation = Organisation
column-state = State
column-days = Days
column-source = Source
column-journal = Journal
column-accepted = Accepted

## Who can do what this clerk can't

panel-who-activates = Certificates are activated by { $names }
panel-who-accepts = Applications are accepted by { $names }
panel-who-rejects = Applications are rejected by { $names }
panel-who-returns = Applications are returned by { $names }
panel-who-resolves = Similar records are decided on by { $names }
panel-who-else = This can be done by { $names }
panel-who-turn-to = Nobody in this organisation has the right to do this. Ask the authorised organisation.
panel-who-nobody = nobody in this organisation, ask the authorised organisation

## Why the register's answer isn't here

panel-no-line = No connection to the register. What this desk remembers is shown.
panel-open-channel = Personal data is shown over the protected ViPNet channel only. Search by application or certificate number.
panel-personal-not-allowed = Clerks with the right to see personal data search by name. Search by application or certificate number.
panel-not-found = The register has no such record.
panel-asked-too-often = The register was asked too often. It looks for alike records when the application is accepted.
panel-compared-out = This application was compared 5 times today without being seen. Go on tomorrow, or ask a clerk who sees the data.
panel-lease-needed = The application isn’t leased to you now. Open it once more while the line is there.
## Who works on an application

held-row = { $who }
held-head = { $who } works on it, { $minutes } min more

## Search

search-label = Find:
search-help-numbers = Type the number or date of an application, a certificate number, together or alone, in any order.
search-help-scan = Or scan the bar code of the application: it opens by itself.
search-help-name = By name and birth date: type them and press Enter, as in “иванова анна 12.03.2015”.
search-help-queue = { $key } — the queue of applications, the oldest first.
search-memory = From memory: { $count }. Enter opens the selected one.
search-memory-none = This desk remembers nothing that fits.
search-memory-register-asked = From memory: { $count }. Asking the register…
search-register-asked = Asking the register…
search-register-found = From the register: { $count }. Enter opens the selected one.
search-register-more = From the register: { $count }, but more fit. Add a date or a number.
search-register-none = The register has nothing that fits.
search-not-journalled = Showing personal data couldn't be written to disk, so it isn't shown. Check the free space.
search-name-too-short = Type at least three letters of the surname.
search-source-memory = memory
search-source-register = register
search-tried-application = application { $value }
search-tried-serial = serial { $value }
search-tried-date = of { $value }
search-tried-certificate = certificate { $value }
search-tried-name = by the child's name
search-tried-birth-date = born { $value }
search-problem-check-digit = Number { $digits }: the last digit doesn't fit, so one of the digits is wrong. Compare with the paper.
search-problem-region = Number { $digits }: certificates of the Komi Republic start with 11. Check the first two digits.
search-problem-length = { $digits } has { $count } digits. An application number has 13, a certificate number 10.
search-problem-letter = The letter “{ $found }” was read as the digit { $read }.
search-problem-no-such-date = There is no { $typed }. Check day and month.
search-problem-future-date = { $date } is still to come. Check the year.
search-problem-several = More than one of a kind was typed: the first is searched for.
search-other-municipality = This application belongs to another municipality (code { $code }). It is accepted there.
search-certificate-elsewhere = This certificate was issued in another municipality (code { $code }).
search-ask-register = { $key } — ask the register.
search-check-digits = Compare the digits with the paper. Try the serial alone, the six digits before the last, or the date alone.
search-check-name = Try the surname without the name, or the surname with the birth date. «е» and «ё» are the same here.
search-try-name = Or search by the child's name and birth date.
search-date-differs = Application { $number } exists, but of { $date }, not of { $typed }. Check the date on the paper.
search-certificate-differs = Application { $number } exists, but with certificate { $certificate }. Check the certificate number.

## Queue

queue-shown-waiting = Waiting
queue-shown-returned = Returned
queue-shown-accepted = Accepted
queue-shown-all = All
queue-sort-date = oldest first
queue-sort-due = by last day
queue-sort-number = by number
queue-sort-organisation = by organisation
queue-sort-state = by state
queue-filter = Filter:
queue-filter-hint = { $key } — filter by number, date, organisation, state, child
queue-suspected = similar one
queue-empty = Nothing here: new applications appear by themselves.
queue-empty-filter = Nothing fits the filter. { $key } — take it off.

## Activation queue

activation-title = Awaiting activation: { $count }
activation-empty = Nobody awaits activation. Accepted applications appear here by themselves.
activation-sort-date = first accepted first
activation-hint = { $key } — activate the selected certificate
activation-confirm = Activate certificate { $certificate }? Application { $number }, journal no. { $journal } of { $date }. { $yes } — yes, { $no } — no.
saved-offline = { $text } The register will hear of it when the line is back.
activation-done = The certificate of application { $number } is active.
activation-held = { $who } has this application. Open it ({ $key }) to take it over, or choose another.

## Verification

verify-nothing-open = No application is open. Find one or choose it in the queue.
verify-unknown = This desk doesn't have application { $number } yet. It appears here when the register sends it; if the number is mistyped, go back to the search.
verify-head-date = of { $date }
verify-head-certificate = certificate { $number }
verify-head-due = paper due { $date }
verify-head-due-soon = { $count ->
        [0] paper due { $date }, today
        [one] paper due { $date }, { $count } day left
       *[other] paper due { $date }, { $count } days left
    }
verify-head-overdue = paper was due { $date }
verify-head-journal = journal no. { $journal } of { $date }
verify-sections = Sections
verify-aim-both = On the form
verify-aim-documents = Marks: documents only
verify-aim-register = Marks: register only
verify-column-value = In the register
verify-column-documents = Docs
verify-column-register = Reg.
verify-value-empty = not given
verify-value-paper = check on the desk
verify-no-patronymic = no patronymic
verify-consent-given = given { $when }
verify-consent-missing = not given
verify-instead-compare = compare paper with document
verify-instead-channel = by document (no ViPNet channel)
verify-instead-coming = loading…
verify-instead-no-line = no line; compare with document
verify-instead-not-journalled = not shown: could not be recorded
verify-remark-both = Document: { $value }. { $note }
verify-remark-value = Document: { $value }
verify-remark-note = Note: { $note }
verify-next-check = { $done } of { $all } compared. { $key } — the whole section matches.
verify-next-accept = All compared. { $key } — accept the application.
verify-next-mismatch = Something differs: it can't be accepted. { $key } — return the application.
verify-next-overdue = The paper came too late: it can't be accepted. { $key } — reject it; a new application is needed.
verify-next-duplicate = A similar record exists: not to be accepted yet. { $key } — decide that the children differ; who decides doesn't accept.
verify-next-duplicate-others = A similar record exists: not to be accepted yet. Decided on by { $names }
verify-next-activate = Accepted. { $key } — activate the certificate.
verify-next-case = Nothing is left to do here. { $key } — the next one.
verify-all-checked = All compared. { $key } — accept the application.
verify-being-saved = Saving…
verify-done-already = Everything was done with this application.
verify-draft-restored = Marks made before are back.
verify-look-again = Someone else changed the application. Look at it and press again.
verify-moved = Someone else changed the application: it is now “{ $state }”. Your marks are kept, check them.
verify-conflict-unknown = Someone else changed the record first. Your marks are kept: look and press again.
verify-conflict = The record has changed: { $who }, { $when } — { $what }. Your marks are kept: look and press again.
verify-refused = The register refused. { $why }
verify-revisited = { $count ->
        [0] The act is open again: marks and decision are in place, nothing differs from the record.
        [one] The act is open again. { $count } field differs: { $key } goes to it.
       *[other] The act is open again. { $count } fields differ: { $key } goes to the next.
    }
verify-differences = differences: { $count } ({ $key })
verify-no-differences = Nothing differs from the record.
verify-other-mark = You had: { $was }. The record now says: { $now }. Compare and mark again.
verify-other-value = The value is another one than you had. Compare and mark again.
verify-lost-to = Since { $when } { $who } works on this application. All you typed is in place; the register decides.
verify-lost = This application is no longer reserved for you: the line was away for too long. All you typed is in place; the register decides.
verify-take-over-title = The application is taken
verify-take-over = { $who } has this application. Take it over? Choose the reason: it stays in the register's audit.
verify-take-over-since = { $who } has had this application since { $time }. Take it over? Choose the reason: it stays in the register's audit.
verify-held-title = The application is taken
verify-held = { $who } has this application. You have no right to take it over.
verify-held-since = { $who } has had this application since { $time }. You have no right to take it over.
verify-held-wait = Wait here
verify-held-back = Go back
verify-held-next = Take the next one
verify-consents-missing = Consent missing: { $fields }. Ask the applicant for it or return the application.
verify-accepted-activate = Accepted, journal no. { $journal }. { $key } — activate the certificate.
verify-accepted-others = Accepted, journal no. { $journal }. { $who }
verify-activated = The certificate of application { $number } is active.
verify-rejected = Application { $number } is rejected.
verify-returned = Application { $number } is returned.

verify-missing-title = What stands in the way
verify-missing-about = Enter leads to the place.
verify-missing-overdue = The paper was due { $due }
verify-missing-consent = Consent missing: { $field }
verify-missing-mismatch = Differs: { $section }, { $field }
verify-missing-unchecked = { $section }: { $count } not compared
verify-missing-duplicate = Similar record. Decided on by { $names }
verify-missing-same-person = You decided on the similar record: another clerk accepts

verify-accept-title = Acceptance
verify-accept-about = Application { $application }, certificate { $certificate }. Check number and date of the journal entry.
verify-accept-number = Journal number
verify-accept-number-help = the next number of this desk
verify-accept-number-again = the number of the act that was not carried out
verify-accept-number-taken = the number before is taken in the journal, this is the next
verify-accept-number-none = no numbers from the register yet: take the next one of the journal
verify-accept-date = Date
verify-reject-title = Rejection
verify-return-title = Return
verify-reason-text = Explanation
verify-reason-text-help = the applicant reads it; needed with “other”
verify-resolve-title = Similar record
verify-resolve-about = You confirm that these are different children. Why?
verify-mismatch-title = Differs: { $field }
verify-mismatch-value = In the document
verify-mismatch-value-help = as the document has it; or only a note below
verify-mismatch-note = Note
verify-mismatch-empty = write what the document has, or a note
verify-differs-documents = The form differs from the document
verify-differs-register = The form differs from the register
verify-differs-both = The form differs from both

verify-duplicate-unknown = The register hasn't said yet whether similar records exist.
verify-duplicate-clear = No similar records.
verify-duplicate-suspected = A similar record exists.
verify-duplicate-resolved = Similar records: decided, different children.
verify-alike-title = Similar record { $number } ({ $at } of { $count })
verify-alike-turn = { $key } — another
verify-alike-same = Equal: { $fields }
verify-alike-here = here
verify-alike-there = there
verify-alike-more = { $count ->
        [one] and { $count } more difference
       *[other] and { $count } more differences
    }

## What looks wrong in the register's data

finding-empty = Not filled in. Ask the applicant.
finding-too-long = Too long: other text seems to have got in.
finding-name-letters = A character that no name has. Compare with the document.
finding-name-parts = Too many words in the name. Compare with the document.
finding-mixed-alphabets = Latin letters inside the word: no search finds it.
finding-rare-letter = A letter or mark that is rare in documents. Compare with the document.
finding-snils-length = A SNILS has 11 digits. Compare with the document.
finding-snils-check = The check number of the SNILS doesn't fit: a digit is wrong.
finding-snils-same-digits = No SNILS has all digits equal.
finding-series-shape = There is no such series: Roman numeral, hyphen, two Russian letters.
finding-series-letters = The series was typed in the wrong alphabet.
finding-birth-number = A birth certificate has a number of 6 digits.
finding-passport-series = A passport has a series of 4 digits.
finding-passport-number = A passport has a number of 6 digits.
finding-department-code = A department code has 6 digits, as in 110-001.
finding-department-missing = The department code is missing. It stands in the passport.
finding-passport-too-early = Passports are issued from 14: check the dates.
finding-passport-expected = The child is 14 already: a passport is needed.
finding-born-in-future = The birth date is still to come.
finding-age = Certificates are for children from 5 to 17.
finding-eighteen-soon = Eighteen soon: the certificate will end.
finding-issued-in-future = The date of issue is still to come.
finding-issued-before-birth = Issued before birth: check the dates.
finding-self-too-young = Children apply for themselves from 14.
finding-phone-shape = The phone number isn't whole: +7 and 10 digits.
finding-phone-prefix = The phone number was brought to +7.
finding-email-shape = No e-mail address looks like this.
finding-email-missing = Without e-mail the extract can only be printed.
verify-finding-suggestion = { $finding } Perhaps: { $suggestion }
