# New applications: the check of documents, drafts, papers.

## Steps

new-step-documents = Documents
new-step-form = Form
new-step-consents = Consents
new-step-papers = Papers
new-step-intake = Intake
new-not-now = This key does nothing at this step. The keys of the step are in the line below.

## The list of drafts

new-column-begun = Begun
new-column-child = Child
new-column-step = Step
new-column-waits = Waits for
new-begin = New application
new-list-empty = No drafts. { $key } begins a new application.
new-list-waiting =
    { $count ->
        [one] { $count } draft waits. Enter goes on where it was left.
       *[other] { $count } drafts wait. Enter goes on where the selected one was left.
    }
new-no-name = no name yet
new-waits-documents = documents: { $papers }
new-waits-form = the form
new-waits-consents = consents of the applicant
new-waits-refused = a consent was refused
new-waits-hand-in = to be handed in
new-waits-papers = printing and signature
new-waits-intake = comparison, acceptance
new-waits-back = refused by the register: open it
new-row-old = older than 30 days
new-old =
    { $count ->
        [one] { $count } draft is older than 30 days. Check the documents anew, or discard it.
       *[other] { $count } drafts are older than 30 days. Check the documents anew, or discard them.
    }
new-unreadable-row = can't be read
new-unreadable = This draft was written by another version of the program and can't be read here. Open it with that version, or discard it.
new-discard-title = Discard the draft?
new-discard-about = { $child }, begun { $begun }.
new-discard-lost = Everything typed in it is lost. Press Esc to keep it.
new-discard-handed = The application { $number } stays in the register; its papers can be printed from the verification.
new-discard-unreadable = What was typed in it is lost.
new-discarded = The draft is discarded.
new-nothing-to-discard = Nothing to discard here: select a draft.
new-no-applicant = Select the draft of the applicant who came with another child.
new-another-child = The applicant, the document, address and phone are taken from the application before. Consents are given anew.

## The check of documents

new-choice-age = Child is
new-choice-citizenship = Citizenship
new-choice-standing = Applicant
new-choice-category = Category
new-choice-help = { $key } or the arrows change the value. The list of documents follows from it.
new-age-under-14 = under 14
new-age-from-14 = 14 or more
new-citizenship-domestic = Russia
new-citizenship-foreign = another
new-standing-parent = parent
new-standing-guardian = guardian
new-standing-representative = representative
new-standing-child = the child itself
new-category-general = general
new-category-limited-health = limited health
new-category-disabled = disability
new-paper-optional = if there is one
new-paper-shows = It shows: { $text }
new-paper-missing = If missing: { $text }
new-documents-full = The set is full. { $key } goes on to the form.
new-documents-left =
    { $count ->
        [one] { $count } document is missing. An incomplete set stays a draft: Esc.
       *[other] { $count } documents are missing. An incomplete set stays a draft: Esc.
    }
new-documents-missing = The set is not complete: { $papers }. Tick with Space what lies on the desk, or leave it as a draft: Esc.
new-documents-others = By the form other documents are needed: the child's age, its document or the applicant are not what was told. Tick what is missing.

checklist-birth-certificate = Birth certificate of the child
checklist-birth-certificate-shows = the child's name and birth date, the parents, series and number, by whom and when it was issued.
checklist-birth-certificate-missing = any registry office issues it again; the application waits as a draft.
checklist-child-passport = Passport of the child
checklist-child-passport-shows = name, birth date, series and number, by whom and when it was issued, code of the department.
checklist-child-passport-missing = while the passport is being made, the temporary card (form 2P) does.
checklist-foreign-document = Foreign document of the child with translation
checklist-foreign-document-shows = name and birth date; the Russian translation is certified by a notary.
checklist-foreign-document-missing = any notary certifies the translation; without it the application is not taken.
checklist-right-to-stay = Document of the right to live in Russia
checklist-right-to-stay-shows = residence permit, temporary permit or refugee certificate, still valid.
checklist-right-to-stay-missing = the migration department issues it; the application waits as a draft.
checklist-applicant-passport = Passport of the applicant
checklist-applicant-passport-shows = name and photo of who came; series and number, by whom and when it was issued, code of the department.
checklist-applicant-passport-missing = the temporary card (form 2P) or a foreign passport with translation does.
checklist-kinship = Birth certificate (kinship)
checklist-kinship-shows = who the child's parents are: the child's passport does not tell.
checklist-kinship-missing = the page "Children" of the parent's passport shows it too; else a repeated certificate.
checklist-name-change = Document of the parent's change of surname
checklist-name-change-shows = the old and the new surname: certificate of marriage, divorce or change of name.
checklist-name-change-missing = needed only if the parent's surname is not the one in the child's certificate.
checklist-guardianship-act = Act of guardianship
checklist-guardianship-act-shows = who is guardian of whom; signature and seal of the guardianship body.
checklist-guardianship-act-missing = the guardianship body issues a copy; without the act only a parent applies.
checklist-authority = Document of the representative's authority
checklist-authority-shows = a notarised power of attorney of a parent, or an order of the institution, still valid.
checklist-authority-missing = let a parent come, or have a notary certify the power of attorney.
checklist-residence = Proof of residence
checklist-residence-shows = the child's address in this municipality: certificate or statement of registration.
checklist-residence-missing = public service centres issue it; a child of another municipality applies there.
checklist-commission-conclusion = Conclusion of the commission (PMPK)
checklist-commission-conclusion-shows = the child's name, that special conditions are needed, how long it is valid.
checklist-commission-conclusion-missing = choose the general category and bring it later: the category is corrected then.
checklist-disability-certificate = Certificate of disability
checklist-disability-certificate-shows = the child's name, the category "child with a disability", how long it is valid.
checklist-disability-certificate-missing = choose the general category and bring it later: the category is corrected then.
checklist-snils = SNILS of the child
checklist-snils-shows = the number of 11 digits, the child's name.
checklist-snils-missing = the application is taken without it.

## Alike records

new-alike-asking = The register is being asked whether the child is in it already…
new-alike-none = No alike records in the register.
new-alike-some =
    { $count ->
        [one] { $count } alike record exists ({ $key }). You can hand in: if they are twins or namesakes, a second person decides at acceptance.
       *[other] { $count } alike records exist ({ $key }). You can hand in: if they are twins or namesakes, a second person decides at acceptance.
    }
new-alike-unknown = Alike records are not looked for: no connection. The register looks when the application is accepted.
new-alike-exhausted = The register was asked too often. It looks for alike records when the application is accepted.
new-alike-not-told = Nothing is known of alike records yet: the child's name, birth date and document are needed.
new-alike-closed = The records themselves are seen over the protected line with the right to personal data. Ask the parent about an earlier certificate.
new-alike-elsewhere = The alike records are another municipality's. A second person decides at acceptance.
new-alike-here = In the form
new-alike-advice = Compare with the child's document. If it is the same child, it has an application already: find it by its number. If they are twins or namesakes, hand in: a second person decides at acceptance. Esc goes back.

## Consents

new-summary-child = Child: { $name }, { $born }
new-summary-applicant = Applicant: { $name }, { $relation }
new-consent-given = given { $when }
new-consent-refused = refused
new-consent-not-given = not given
new-next-hand-over = Turn the screen to the applicant, who ticks the consents. { $key } hands the keyboard over.
new-next-refused = No certificate is issued without all consents. The draft waits (Esc twice), or { $key } shows them to the applicant again.
new-next-hand-in = All consents are given. { $key } hands the application in; then its papers are printed and signed.
new-no-texts = The texts of the consents have not come from the register yet. Wait for the connection: the draft is kept.
new-consents-anew = The applicant is another one: consents are given anew.
new-form-unfinished = The form is not finished. Finish it and hand the application in again.

## Handing in

new-line-closed = Applications are not taken over the open line. Connect ViPNet: the draft waits.
new-no-numbers = This desk has no application numbers left and no connection. The draft waits: numbers come with the connection.
new-numbers-few =
    { $count ->
        [one] { $count } number is left, and there is no connection. One more application can be handed in; connect, and numbers come.
       *[other] { $count } numbers are left, and there is no connection. So many applications can be handed in; connect, and numbers come.
    }
new-numbers-coming = The register has not sent application numbers yet. The draft waits; if none come within a minute, call the administrator.
new-numbers-other-machine = The store is a copy from another machine, where its numbers may be given, too. The draft waits; connect, and other numbers come.
new-numbers-put-back = The store was put back from an old copy: nobody knows which numbers are given. The draft waits; connect, and other numbers come.
new-handed-in = The application { $number } is handed in. Print its papers.
new-back = The register did not take the application. { $why }
new-back-notice = The register did not take the application; the draft is back with all that was typed. Papers that were printed are void.

## Papers

new-papers-number = Application { $number } of { $date }
new-papers-certificate = Certificate { $certificate } (works once it is activated)
new-papers-child = Child: { $name }
new-papers-due = The signed paper is taken up to { $date }
new-papers-unconfirmed = The register has not confirmed the application yet. Should the number be taken, the draft comes back and the papers are printed again.
new-papers-saving = The application is being written to the disk…
new-paper-printed = printed
new-paper-not-printed = not printed
new-next-print = { $key } prints them. The applicant signs the application and keeps the extract.
new-next-signed = Is the application signed? { $key } goes on to comparison, acceptance and activation.
