# The form of an application: fields, hints, findings.

form-tab-child = Child
form-tab-child-document = Child's document
form-tab-applicant = Applicant
form-tab-applicant-document = Applicant's document
form-tab-check = Check

form-left = { $count ->
        [0] All fields that are needed are filled in
        [one] { $count } field left
       *[other] { $count } fields left
    }
form-wrong = { $count ->
        [one] { $count } error, { $key } goes to it
       *[other] { $count } errors, { $key } goes to the next
    }
form-not-finished = { $count ->
        [one] Put { $count } field right, then go on. { $key } goes to the next error.
       *[other] Put { $count } fields right, then go on. { $key } goes to the next error.
    }
form-no-errors = No errors. Read out to the applicant what is written, and go on.
form-check-errors = Put these fields right: Enter goes to the field.
form-check-right = No errors. Compare what is marked “!” with the documents: Enter goes to the field.
form-check-done = Filled in, go on
form-self-applied = The child applies itself: its document is written already and isn't typed twice.
form-no-patronymic = no patronymic

form-offer = { $key } or → writes: { $offer }
form-offer-firm = { $enter } writes: { $offer }
form-fixed = { $from } → { $to }. { $finding }
form-finding-suggestion = { $finding } Perhaps: { $suggestion } ({ $key } writes it).

form-went-on = The last field was complete, the cursor is on the next one already. Enter once more leaves it empty.
form-nothing-to-undo = There is nothing to undo in this field.
form-no-offer = There is nothing to offer here, type the value.
form-full = The value is complete. Erase by Backspace or undo by Ctrl+U.
form-refused-date = A date has digits only: day, month, year.
form-refused-digits = Digits only, separators come by themselves.
form-refused-series = The series of a certificate: Roman digits, a hyphen, two Russian letters.
form-refused-text = This sign isn't written here.
form-refused-choice = There is no such value: choose by arrows, a digit or the first letter.

form-paste-nowhere = There is no field to paste into: go to one.
form-paste-refused = What was pasted doesn't fit the field “{ $field }”, which stays as it was.
form-pasted = { $count ->
        [one] { $count } cell was written.
       *[other] { $count } cells were written.
    }
form-pasted-refused = Didn't fit: { $fields }.
form-pasted-over = { $count ->
        [one] { $count } cell too many.
       *[other] { $count } cells too many.
    }

form-help-name = As in the document, in Russian letters.
form-help-patronymic = As in the document. If there is none, press “-”.
form-help-date = Day, month and year in digits: dots come by themselves.
form-help-snils = Eleven digits. Leave it empty if there is none.
form-help-address = Registered address: begin with the town, settlement or district.
form-help-series = As in the document. A certificate has Roman digits and two letters: III-ЕА; 111 or Ш will do for the Roman ones.
form-help-number = As in the document.
form-help-department = Six digits from the passport, the hyphen comes by itself.
form-help-issuer = As in the document. Known names are completed.
form-help-phone = Ten digits, or with 8 or +7 before them. May stay empty.
form-help-email = The form and the extract go there. Leave it empty if there is none.

finding-date-shape = There is no such day. Day, month and year: 12.03.2015.
finding-patronymic-missing = No patronymic. If the document has none, press “-”.
finding-patronymic-sex = The patronymic doesn't fit the relation. Compare with the document.
finding-representative-minor = The representative is under 18: an adult applies, or the child itself from 14.
finding-age-gap = The applicant is less than 12 years older than the child. Compare both dates.
finding-passport-outlived = Passports are exchanged at 20 and 45: this one has ended. Ask for the new one.
finding-same-document = This is the child's document. Take the applicant's.
