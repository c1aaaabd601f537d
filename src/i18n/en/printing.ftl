# Printing.

## Papers

print-paper-statement = Application form
print-paper-register-extract = Extract from the register
print-paper-receipt = Receipt of acceptance
print-paper-offer = Offer
print-paper-enrolment-statement = Training application
print-paper-termination-by-family = Notice of termination by the family
print-paper-termination-by-organisation = Notice of termination by the organisation
print-paper-group-change-request = Application for a change of group
print-copy = { $paper } (copy)
print-lack-texts = { $paper }: the register has not sent the text of a consent yet. Wait for the line and try again.
print-lack-not-accepted = { $paper } is printed once the application was accepted.
print-lack-closed = The application is closed: there is nothing to print of it.
print-lack-certificate = { $paper }: the certificate is neither reserved nor active.
print-lack-card = Printing needs the data of the application. A clerk with access to personal data has them over the ViPNet channel, and the desk where the application was filled in.
print-lack-request = This request is no longer on this desk: go back to the list and find it again.
print-lack-programme = The register has not sent the programme of this request yet. Wait for the line and try again.
print-lack-not-confirmed = The offer and the training application are printed after the confirmation. Confirm the request first.
print-lack-refused = The request was refused without a contract: there is nothing to print about it.
print-family-by-hand = This desk does not have the family's data: write names, addresses and telephones into the paper by hand.
print-looking-for-card = Looking for what is to be printed…

## What and where

print-title = Print: application { $number }
print-title-request = Print: enrolment request
print-papers = What to print
print-outlets = Where
print-outlet-default = The default printer
print-outlet-command = The printing command of the settings
print-outlet-folder = A file in the folder { $path }
print-outlet-file = A file: { $path }
print-printer-default = { $printer } — the default one
print-printer-printing = { $printer } — printing
print-printer-found = { $printer } — on the network
print-printer-stopped = { $printer } — stopped
print-printer-stopped-why = { $printer } — stopped: { $why }
print-printer-trouble = { $printer } — { $why }
print-printer-gone = { $printer } — not available now
print-printers-asked = Looking for printers…
print-printers-none = There are no printers. A paper can be saved as a file and printed elsewhere.
print-nothing = There is nothing to print.
print-nothing-chosen = Nothing is ticked. Tick a paper with Space.
print-choose-printer = There are several printers: choose one.
print-glyph = The field «{ $field }» has the character { $character } ({ $code }), which the font lacks. So the paper can't be printed. Correct the field; if the application is handed in already, return it for correction.
print-damaged = The program is damaged: the paper can't be made. Tell the administrator.

## How far it is

print-step-noting = being journalled
print-step-making = being made
print-step-sent = sent to { $printer }
print-step-written = written to { $path }
print-step-taken = given to the printing command
print-step-waiting = in the printer's queue
print-step-printing = the printer is printing
print-step-done = the printer took all of it
print-step-gone = no longer in the queue: see whether the sheet came out
print-step-unsure = no answer: see whether the sheet came out
print-step-left = not sent
print-step-not-noted = not printed: it could not be journalled. { $why }
print-step-password = the family's password is being made
print-no-password = the family's password can't be made, and without it no extract is handed over. Print again; if that doesn't help, tell the administrator.
print-password-rotates = The extract was printed before: it gets another password, and the earlier one stops being good.
print-question-password = Each further print of the extract changes the family's password: the earlier one stops being good.
print-question = Did all sheets come out?
print-question-file = The files are written. Are their sheets printed?
print-question-failed = Not everything was printed. What now?
print-question-wait = Please wait…
print-answer-yes = Yes, all sheets came out
print-answer-again = No, print once more (copies)
print-answer-retry = Try again what did not go out
print-answer-elsewhere = Print elsewhere…
print-answer-later = Later
print-all-out = The papers of application { $number } are printed.
print-sent-behind = Application { $number }: the papers were sent to the printer. The next print asks whether all sheets came out.
print-not-printed = Application { $number } was not printed.
print-all-out-request = The papers of the enrolment request are printed.
print-sent-behind-request = Enrolment request: the papers were sent to print. The next print asks whether all sheets came out.
print-not-printed-request = Nothing was printed for the enrolment request.

## Keys

print-key-print = Print
print-key-toggle = Tick
print-key-preview = Look
print-key-retry = Find printers
print-key-close = Close
print-key-back = Back
print-key-behind = Don't wait
print-key-answer = Answer
print-key-again = Again
print-key-later = Later
print-key-page = On
print-key-line = Line
print-key-to-print = To the printing

## Why nothing was printed: `detail` names the printer, the program or what it said.
print-error-no-program = There is no program for printing: { $detail }. Have the administrator install the CUPS client (package cups-client) or set a folder for papers.
print-error-no-cups = The printing service (CUPS) does not answer. Have the administrator start it, then print again. { $detail }
print-error-no-printer = There is no printer. Choose one from the list, or have the administrator connect one.
print-error-unknown-printer = The printer { $detail } is no longer there. Choose another one.
print-error-stopped = The printer is stopped, and the paper was not sent to it: { $detail }. See to it, or choose another printer.
print-error-command-failed = Printing failed: { $detail }. Try another printer; if that does not help, tell the administrator these words.
print-error-not-read = The print command did not read the whole paper: { $detail }. Tell the administrator.
print-error-timed-out = Printing took too long and was ended: { $detail }. See whether the paper came out before you print it again.
print-error-asks = Printing asks for a password: { $detail }. Have the administrator allow printing without one, or choose another printer.
print-error-file = The file was not written: { $detail }. Make room, or have the administrator set another folder.
print-error-system = The program for printing can't be started: { $detail }. Try again; if that does not help, call the administrator.

## What hinders a printer.
printer-trouble-no-paper = The printer has no paper: put some in.
printer-trouble-jam = Paper is jammed in the printer: take it out.
printer-trouble-open = The printer is open: close its cover and trays.
printer-trouble-no-toner = The printer has no toner: change the cartridge.
printer-trouble-full = The output tray is full: take the sheets away.
printer-trouble-offline = The printer does not answer: switch it on and check its cable.
printer-trouble-stopped = The printer is stopped. { $detail }
