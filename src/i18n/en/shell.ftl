# The shell: login, status row, dialogs, palette, outbox, help.

## Login

login-title = Register of certificates
login-intro = Type the clerk's login and password.
login-again = The register ended the session. Type the password again: all work is where it was.
login-login = Login
login-password = Password
login-submit = Log in
login-waiting = Opening…
login-wrong = Login or password is wrong. Check the layout and Caps Lock and type the password again.
login-too-many = { $seconds ->
    [one] Too many tries. Wait { $seconds } second and try again.
   *[other] Too many tries. Wait { $seconds } seconds and try again.
}
login-first-needs-register = The first login at this desk needs the register. { $why }
login-lease-over = The register wasn't reached for 12 hours, and nobody can log in without it. { $why } Saved acts are safe.
login-client-too-old = The register no longer serves this version of the program (it needs { $version } or newer). Update the program; saved acts are sent after that.
login-store = The store of this desk can't be opened. { $why }

## Signs

sign-saving = being saved at this desk
sign-saved = saved here, waits to be sent to the register
sign-applied = applied by the register
sign-attention = refused or changed by someone: you have to decide

## Status row

status-connected = Connected
status-degraded = The line is unsteady
status-offline = No connection
status-since = since { $time }
status-locked-out = The session is over
status-halted = sending has stopped
status-too-old = update the program
status-full = the disk is full
status-renewal = there is a message: { $key }
channel-open = open channel
channel-protected = protected channel
status-attention = to decide: { $count }
status-saving = being saved: { $count }
status-saved = { $count }
status-oldest = { $minutes } min
status-oldest-hours = { $hours } h { $minutes } min
status-oldest-days = { $days } d

## Notices

shell-too-small = The window is too small: 80×24 is needed, it has { $width }×{ $height }. Enlarge the window or choose a smaller font.
shell-login-first = Log in first.
shell-unknown-key = This key does nothing here. { $help } shows help, { $palette } all actions.
shell-junk = This looks like pasted text: letters and Enter were not taken as commands.
shell-scan-in-dialog = A number was scanned while a dialog is open. Close it (Esc) and scan again.
shell-scan-foreign = It looks like a scanner: the code holds no number of an application or a certificate. Nothing was done.
shell-scan-open = This application is open already.
shell-syncing = Asking the register…
shell-queue-done = No more applications wait in the queue.
shell-queue-held = No free applications: others work on all of them.
shell-next-asked = Taking the next one…
shell-paste-cut = Too much was pasted: only its beginning was taken.
shell-full = The disk is full: no new acts are taken. Reading, searching and sending go on; what you typed stays. Free some space.
shell-full-over = The disk has space again: acts are taken as before.
shell-too-old = The register doesn't work with this version of the program (it needs { $version }). Update it: acts are safe and are sent then.
shell-not-saved = Not saved: { $why } The act was not carried out, repeat it.
shell-cache-rebuilt = The copy of the register's data was damaged; it was moved to { $path } and is being loaded anew. Saved acts are safe.
shell-attention = { $count ->
    [one] The register did not carry out { $count } act. Open the outbox: { $key }.
   *[other] The register did not carry out { $count } acts. Open the outbox: { $key }.
}

halted-other-device = The register doesn't know this desk any more. Sending has stopped, acts are safe. Tell the administrator.
halted-journal-behind = The store of this desk was restored from an old copy. Sending has stopped, acts are safe. Tell the administrator.
halted-register-behind = The register was restored from an old copy. Sending has stopped, acts are safe. Tell the administrator.
halted-seq-reused = The register has another act under this number. Sending has stopped, acts are safe. Tell the administrator.
halted-old-epoch = The store was copied and works elsewhere. Sending has stopped, acts are safe. Tell the administrator.
halted-lost-tail = The end of the journal of acts is lost on the disk. The other acts are safe. Tell the administrator.

## Leaving

leave-title = Leave
leave-saving = { $count ->
    [one] { $count } act is still being saved. Wait: the program closes by itself. Enter leaves at once and loses it.
   *[other] { $count } acts are still being saved. Wait: the program closes by itself. Enter leaves at once and loses them.
}
leave-waiting = { $count ->
    [one] { $count } saved act waits for the register. It is sent after the next login.
   *[other] { $count } saved acts wait for the register. They are sent after the next login.
}

## Forms

dialog-submit = Confirm
form-empty = Fill in the field.
form-not-a-date = There is no such date. Type day, month and year: 22.11.2026.
form-faults = Correct:

## Palette

palette-title = All actions
palette-none = Nothing found. Take back a part of what you typed.

## Outbox

outbox-column-time = When
outbox-column-number = Application
outbox-column-what = Act
outbox-column-word = The register's word
outbox-short-renewal = read this
outbox-short-saving = being saved
outbox-short-saved = waits to be sent
outbox-short-applied = carried out
outbox-short-already = done by someone
outbox-short-conflict = changed by someone
outbox-short-refused = refused
outbox-empty = Everything is sent, nothing needs you.
outbox-applied = carried out
outbox-already = Done already: { $who }, { $when } — { $what }.
outbox-already-unknown = Done already.
outbox-conflict = The application has changed: { $who }, { $when } — { $what }. Open it and decide whether to repeat the act.
outbox-conflict-unknown = The application changed after you saw it. Open it and decide whether to repeat the act.
outbox-repeated = The act was given again.
outbox-refused-again = It can't be repeated: { $why }
outbox-renewal = This desk and the register had differed and go on under a new name. Enter shows what it means for your acts.
outbox-cannot-revisit = Only a refused act on an application can be opened again.
outbox-cannot-dismiss = This act still waits for the register's word: it can't be put away.
## One act

act-application = Application
act-given = Given
act-date = Date of the paper
act-certificate = Certificate
act-marks = Marks
act-marks-count = match: { $match }, differ: { $differ }, not checked: { $open }
act-documents = Documents
act-documents-complete = the set is complete
act-documents-incomplete = the set is not complete
act-differ = Differing
act-journal = Journal entry
act-journal-entry = No. { $journal } of { $date }
act-changed = Changed
act-merge = Certificate that stays
act-transfer = To municipality
act-reason = Reason
act-text = Explanation
act-answer = The register's word
act-followers = Not done with it
act-do = What to do
act-do-saving = Wait: the act is being written to the disk.
act-do-saved = Nothing: it is sent by itself as soon as there is a line.
act-do-applied = Nothing. { $dismiss } puts it away.
act-do-already = If that is what you wanted, { $dismiss } puts it away. { $reopen } opens the application.
act-do-conflict = { $revisit } opens it in the verification with what differs. { $retry } gives it again as it is. { $dismiss } puts it away when it is no longer needed.
act-do-password = The password on the printed extract is not good. Print the extract again: { $reopen } opens the application. { $dismiss } puts it away.
outbox-print-again = The password on the printed extract is not good. Print the extract again: it gets another one.
act-do-refused = Remove the reason: { $revisit } opens it in the verification with marks and decision. { $retry } gives it again as it is. { $dismiss } puts it away.

## The journal goes on under a new name

renewal-title = The journal of acts goes on
renewal-why-other-device = { $when }: the register no longer knew this desk, and acts were waiting here. Work goes on under a new name.
renewal-why-journal-behind = { $when }: the store of this desk was restored from an old copy, and the register knows acts that are no longer here. Work goes on under a new name.
renewal-why-register-behind = { $when }: the register was restored from an old copy and lacks acts that it had confirmed. Those that are still kept here are sent again.
renewal-why-seq-reused = { $when }: the register held another act under the number of one of these. Work goes on under a new name.
renewal-why-old-epoch = { $when }: the store of this desk was copied, and the copy works elsewhere. This desk goes on under a new name.
renewal-why-lost-tail = { $when }: the end of the journal of acts was lost on the disk. Work goes on under a new name.
renewal-resent = { $count ->
    [one] { $count } act is sent again. It won't be carried out twice.
   *[other] { $count } acts are sent again. They won't be carried out twice.
}
renewal-unproved = Of the acts No. { $from }–{ $to } of the old journal neither the register nor this desk knows anything. Compare the last applications with the paper journal; do again what the register lacks.
renewal-taken-none = The register carried out no other acts of this desk.
renewal-taken = { $count ->
    [one] The register has taken { $count } act of this desk that is forgotten here:
   *[other] The register has taken { $count } acts of this desk that are forgotten here:
}
renewal-read = Read
renewal-on = Go on
renewal-later = Later

## Help

help-next = What to do next
help-here-global = Choose a panel by its key.
help-here-login = Type login and password and press Enter.
help-here-search = Now: type or scan the number of an application or certificate.
help-here-queue = Now: choose an application and press Enter, the verification opens.
help-here-verification = Now: compare the fields with the documents, section by section, then accept the application.
help-here-changes = Now: choose what the applicant asks for; what is dim can't be done now, the line says why.
help-here-paper = Now: print the paper, have it signed and enter it in the journal; Enter takes the next step.
help-here-new-application = Now: begin an application or go on with a draft; Enter leads to the next step.
help-here-application-form = Now: fill in the fields from the documents; Enter leads on, errors stand at the field and on the page “Check”.
help-here-applicant = The applicant has the keyboard, to read and tick the consents. F12 and the clerk's password take it back.
help-here-print = Now: tick the papers, choose the printer and press Enter; then say whether all pages came out.
help-here-activation = Now: choose a certificate and activate it.
help-here-outbox = Now: deal with what has the sign “!”: open the application, decide, put the act away.
help-here-help = Esc goes back.
help-here-palette = Type a part of an action's name and press Enter.
help-here-dialog = Answer the question; Esc takes it back.
help-keys-here = Keys of this panel
help-keys-everywhere = Keys that work everywhere
help-signs = Signs

# Why something failed: { $detail } is a path, an address or the system's words.
cause-disk = The disk takes no data ({ $detail }). Check the free space and the rights of the data directory.
cause-other-version = The data were written by another version of the program: { $detail }. Start that version or give another data directory (--data).
cause-not-ours = This is no file of the program: { $detail }. Give another data directory (--data).
cause-damaged = The journal of acts is damaged: { $detail }. Nothing was changed. Copy the directory and call the administrator.
cause-broken = The journal of acts can't be written any more. Leave the program and start it again.
cause-not-open = Log in with the password first.
cause-system = The system lacks resources ({ $detail }). Close other programs and try again.
cause-no-line = The register can't be reached. Check the line and the address.
cause-late = The register did not answer in time. Try again.
cause-garbled = What answers at this address is not the register. Check the address.
cause-refused = The register refused: { $detail }
cause-address = The register's address can't be used: { $detail }. Write https://host; http:// is for this machine only.
cause-authority = The file of the certification authority can't be read: { $detail }. Check server.ca.
