# What is done with an application and its certificate after it was handed in: corrections, suspensions and the rest.

changes-head = Application { $number } — { $state }. Certificate { $certificate } — { $kept }.
changes-begun = begun — Enter goes on
changes-begun-before = Begun and not finished: { $what }. { $key } goes on.
changes-nothing-begun = Nothing was begun here.
changes-discarded = What was begun is dropped.
changes-why-not-allowed = no right to it
changes-why-application = now: { $state }
changes-why-certificate = certificate: { $state }
changes-why-contracts = contracts in force: { $count }
changes-why-overdue = too late

changes-what-correct = Put fields of the application right while the certificate is not active. The form is printed and signed anew.
changes-what-change-data = Change name, document, address and other data of a certificate in use by a signed request.
changes-what-reissue = Issue the extract once more: the number stays, the password will be another one.
changes-what-suspend = Suspend the certificate: the child can't be enrolled by it. Number and data stay.
changes-what-restore = Restore a suspended certificate: the child can be enrolled by it again.
changes-what-transfer-certificate = Hand the certificate over to another municipality. The number stays.
changes-what-merge = Merge two certificates of one child: this one ends, the other one stays.
changes-what-exclude = Exclude the certificate from the register. It can't be brought back; a new application is needed.
changes-what-withdraw = Take the application back at the applicant's request before it is accepted. The certificate number is given up.

changes-what-send-mail = Mail the papers to the applicant once more, to another address where needed.

changes-text = Explanation
changes-text-help = Needed for another reason; clerks will read it.
changes-entry-about = The signed request is entered in the organisation's journal.
changes-incomplete = Something is missing. Go back and fill it in.
changes-nothing-to-edit = There is nothing to change here: print the request and enter the signed one in the journal.
changes-no-paper = This needs no request of the family.
changes-print-elsewhere = { $paper }: this desk doesn't have the family's data. A clerk with access to personal data prints it over the ViPNet channel, or the one who filled the application in.

changes-municipality-title = Where the certificate goes
changes-municipality-help = Type the beginning of the name or the code; ↑↓ choose, Enter takes it.
changes-municipality-none = There is no such municipality. Erase and type something else.
changes-municipalities-unknown = The register has not sent the list of municipalities yet. Wait for the line and try again.

changes-merge-about = The certificate of the open application ends. Type the number of the one that stays.
changes-merge-number = Number
changes-merge-number-help = 10 digits as on the extract; blanks and dashes may stay.
changes-merge-not-a-number = This is no certificate number: 10 digits are needed.
changes-merge-same = This is the number of the certificate that ends. Type the other one.
changes-merge-unknown = There is no such certificate in the municipality. Check the number on the extract.
changes-merge-goes = Ends: No. { $certificate } ({ $kind }, { $kept }), application { $number } of { $date }, { $organisation }. Contracts: { $contracts }.
changes-merge-stays = Stays: No. { $certificate } ({ $kind }, { $kept }), application { $number } of { $date }, { $organisation }. Contracts: { $contracts }.
changes-merge-here = Ends
changes-merge-there = Stays
changes-merge-more = The same: { $fields }. Differences not shown: { $count }, ↑↓.
changes-merge-unseen = The children's data are not shown here. Compare both numbers with the child's documents: the register refuses when the children differ.

changes-sheet-head = { $what }: application { $number }, certificate { $certificate }
changes-before-after = Before → after
changes-after = After
changes-value-empty = empty

changes-next-correct = After the correction the form is printed again at once. The applicant signs it, you compare what changed and accept the application.
changes-next-change-data = The new data are in the register once it confirms. Where name, birth date or document changed, it searches for alike records again.
changes-next-reissue = As soon as the entry is saved the extract is printed with another password; the old one stops working.
changes-next-suspend = The child can't be enrolled by the certificate. A clerk who may suspend restores it: “Actions”, “Restore the certificate”.
changes-next-restore = The certificate is in force again once the register confirms.
changes-next-transfer-certificate = From then on the other municipality's organisations go on with it: it can't be changed here. Number and password stay.
changes-next-merge = A merger can't be undone: login and password of the certificate that ends stop working, the child can't be enrolled by it, its balance and history stay in the register alone.
changes-next-exclude = An exclusion can't be undone: to get a certificate again, a new application is handed in.
changes-next-withdraw = The application is closed and its certificate number given up. A new application can be handed in at any time.

changes-step-give = { $enter } carries it out.
changes-step-correct = { $enter } corrects it and prints the form again.
changes-step-print = 1. { $enter } or { $print } prints. The applicant signs.
changes-step-print-decision = 1. { $enter } or { $print } prints the decision. You sign it.
changes-step-printed = 1. The printing was opened. If no sheet came out, once more: { $print }.
changes-step-sign = 2. { $sign }: signed, enter it in the journal. After printing { $enter } does too.
changes-step-decide = 2. { $sign }: the decision is signed, merge. After printing { $enter } does too.

changes-done-correct = Application { $number } is corrected. Print the form, have it signed and compare what changed; until { $due }.
changes-done-change-data = The data of certificate { $certificate } are changed.
changes-done-reissue = The reissue is entered. Print the extract: another password stands on it.
changes-done-suspend = Certificate { $certificate } is suspended. It can be restored by: { $who }.
changes-done-restore = Certificate { $certificate } is restored.
changes-done-transfer-certificate = Certificate { $certificate } is handed over: { $other }.
changes-done-merge = Certificate { $certificate } is merged with { $other } and ended.
changes-done-exclude = Certificate { $certificate } is excluded from the register.
changes-done-withdraw = Application { $number } is withdrawn.

form-none-marked = No field is marked.
form-marked-done = All marked fields are put right.
form-nothing-marked-here = Nothing is to be put right on this page.
form-marked =
    { $count ->
        [0] marked fields are put right
        [one] * { $count } marked field left, { $key }
       *[other] * { $count } marked fields left, { $key }
    }

print-paper-withdrawal-request = Request to withdraw
print-paper-change-request = Request to change data
print-paper-reissue-request = Request to issue again
print-paper-suspension-request = Request to suspend
print-paper-restoration-request = Request to restore
print-paper-exclusion-request = Request to exclude
print-paper-transfer-request = Request to transfer
print-paper-return-notice = Notice of return
print-paper-rejection-notice = Notice of rejection
print-paper-merge-decision = Decision to merge
print-lack-not-decided = { $paper }: there is no such decision on the application. Papers to be signed are printed from “Actions”.

new-not-handed-in = This application is not handed in yet: open the draft and change the form.
new-waits-returned = returned: { $key } corrects
new-next-returned = The application was sent back. { $key } opens the form with the marked fields; it is then printed and signed again.
verify-no-notice = Nothing was sent back or rejected here: there is no notice.
verify-notice-next = { $told } { $key } prints the notice for the applicant.
