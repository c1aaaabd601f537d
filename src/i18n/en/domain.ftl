# Words of the field. A key is the area and the code of the value, with dashes for underscores and dots.

## States of an application

application-state-draft = Draft
application-state-submitted = Submitted
application-state-awaiting-paper = Awaiting the signed paper
application-state-accepted = Accepted and registered
application-state-confirmed = Confirmed
application-state-expired = Paper came too late
application-state-withdrawn = Withdrawn by the applicant
application-state-rejected = Rejected
application-state-returned = Returned for correction

## The same in a narrow column, at most 12 characters

application-state-short-draft = draft
application-state-short-submitted = submitted
application-state-short-awaiting-paper = needs paper
application-state-short-accepted = accepted
application-state-short-confirmed = confirmed
application-state-short-expired = overdue
application-state-short-withdrawn = withdrawn
application-state-short-rejected = rejected
application-state-short-returned = returned

## Certificate

certificate-state-reserved = Number reserved, not active
certificate-state-active = Active
certificate-state-suspended = Suspended
certificate-state-excluded = Excluded from the register
certificate-state-superseded = Superseded by another certificate
certificate-state-expired = Expired
certificate-state-released = Number released
certificate-state-short-suspended = suspended
certificate-state-short-excluded = excluded
certificate-state-short-superseded = superseded
certificate-state-short-expired = expired

certificate-kind-accounting = Accounting certificate
certificate-kind-financed = Financed certificate

## Alike records

duplicate-unknown = The register has not answered yet
duplicate-clear = No record alike
duplicate-suspected = Records alike exist
duplicate-resolved = Decided: different children

## Verification

check-match = match
check-mismatch = differs
check-not-checked = not checked
check-kind-paper-documents = Paper and documents
check-kind-paper-register = Paper and register

source-portal = Handed in on the portal
source-desk = Filled in at the desk
source-import = Imported from a file

## Commands

command-submit = Submission
command-verify = Verification
command-accept = Acceptance
command-activate = Activation of the certificate
command-reject = Rejection
command-return = Return for correction
command-withdraw = Withdrawal
command-expire = Closing after the last day
command-resolve-duplicate = Decision on records alike
command-suspend = Suspension of the certificate
command-restore = Restoration of the certificate
command-exclude = Exclusion from the register
command-correct = Correction of the application
command-change-data = Change of data
command-reissue = Extract issued again
command-merge = Merge of certificates
command-transfer-certificate = Transfer to another municipality
command-send-mail = Sending of the letter
command-issue-password = Password for the family
command-take-over = Taking the application over
command-note-shown = Viewing of personal data
command-note-printed = Printing of personal data

## Why a command is not carried out

refusal-not-allowed = You don't have the right to do this. Ask a clerk who has it.
refusal-not-found = There is no such record here. Check the number.
refusal-number-taken = There is a record with this number already. Take the next number.
refusal-wrong-state = The record can't take this step in its state. Open it again to see what has changed.
refusal-consents-missing = The applicant has not given all consents. Ask for the ticks on the form.
refusal-documents-incomplete = The set of documents is not complete. Ask for what is missing, or return the application.
refusal-not-checked = Some fields are not compared yet. Compare them with the documents.
refusal-mismatched = Fields differ from the documents. Return the application for correction.
refusal-duplicate-unresolved = Records alike exist. Another clerk with the right "Decision on records alike" decides.
refusal-same-person = Another clerk decides this: not the one who accepts the application or has sent the programme to the review. Ask one.
refusal-no-duplicate = There is no record alike: nothing to decide.
refusal-journal-number = Give the number of the journal entry, at most 20 characters.
refusal-journal-number-taken = This journal number is used this year. Take the next one.
refusal-journal-date = The journal date is before the application or in the future. Check the date.
refusal-paper-overdue = The last day for the paper has passed. Ask for a new application.
refusal-age = Certificates are for children from 5 to 17 years. Check the birth date.
refusal-other-channel = Applications are taken over the protected line only. Connect ViPNet and give the act again.
refusal-text-missing = This reason needs an explanation. Write what is wrong.
refusal-working-contracts = The certificate has working contracts. Terminate them first.
refusal-invalid = The application has mistakes. Correct the marked fields.
refusal-nothing-changed = Nothing has changed. Type what is to be otherwise, or leave.
refusal-paper-missing = A signed paper is needed with this reason. Enter it in the journal.
refusal-not-one-child = The certificates are of different children. Check both numbers.
refusal-other-certificate = The certificate that is to stay isn't active. Check its number.
refusal-municipality = The certificate is served there already, or there is no such municipality. Check the code.
refusal-no-address = There is no e-mail address. Type it.
refusal-later-password = A later password is in force. Print the extract again.
refusal-weak-hash = The password is hashed more weakly than the register demands. Update the program.
refusal-depends-on-refused = The step before this one was refused. See to that one first.
refusal-not-understood = The register does not know this act. Update the program or the register, then give it again.
refusal-register-failed = The register failed on this act and has written down why. Tell the administrator, then give it again.

refusal-with-fields = { $refusal } Fields: { $fields }.
refusal-with-consents = { $refusal } No tick: { $consents }.
refusal-with-capability = { $refusal } The right needed: "{ $capability }".
refusal-with-contracts = { $refusal } Working contracts: { $count }.

## Rights

capability-application-search = Searching for applications
capability-application-create = Filling in applications
capability-application-accept = Accepting applications
capability-application-reject = Rejecting applications
capability-application-return = Returning applications for correction
capability-application-correct = Correcting applications
capability-application-takeover = Taking an application over from a colleague
capability-application-resolve-duplicate = Decision on records alike
capability-certificate-activate = Activating certificates
capability-certificate-suspend = Suspending and excluding certificates
capability-certificate-reissue = Reissuing certificates
capability-personal-view = Seeing personal data
capability-programme-edit = Editing programmes
capability-programme-publish = Publishing programmes
capability-programme-review = Reviewing programmes
capability-module-price = Setting prices of modules
capability-enrolment-view = Seeing enrolment requests
capability-enrolment-create = Creating enrolment requests
capability-enrolment-confirm = Confirming enrolment requests
capability-enrolment-refuse = Refusing enrolment requests
capability-contract-conclude = Concluding contracts
capability-contract-terminate = Terminating contracts
capability-print = Printing
capability-report-view = Seeing reports
capability-settings-edit = Changing settings
capability-clerk-admin = Managing clerks
capability-audit-view = Seeing the audit log

## Sections and fields of the application

section-application = Application
section-child = Child
section-child-document = Child's document
section-applicant = Applicant
section-applicant-document = Applicant's document
section-consents = Consents
section-document-set = Set of documents

field-application-number = Application number
field-application-date = Application date
field-certificate-number = Certificate number
field-child-surname = Surname
field-child-name = Name
field-child-patronymic = Patronymic
field-child-birth-date = Birth date
field-child-snils = SNILS
field-child-address = Registered address
field-child-category = Category of the child
field-child-document-kind = Kind of document
field-child-document-series = Series
field-child-document-number = Number
field-child-document-issued-at = Date of issue
field-child-document-issuer = Issued by
field-applicant-surname = Surname
field-applicant-name = Name
field-applicant-patronymic = Patronymic
field-applicant-relation = Relation
field-applicant-birth-date = Date of birth
field-applicant-address = Registered address
field-applicant-phone = Phone
field-applicant-email = E-mail
field-applicant-document-kind = Kind of document
field-applicant-document-series = Series
field-applicant-document-number = Number
field-applicant-document-issued-at = Date of issue
field-applicant-document-issuer = Issued by
field-applicant-document-department = Department code
field-consent-conditions = Conditions of the certificate
field-consent-changes = Reporting changes
field-consent-personal-child = Child's data
field-consent-personal-applicant = Applicant's data
field-statement-signed = Application is signed
field-child-document-shown = Child's document is shown
field-applicant-document-shown = Applicant's document is shown
field-residence-shown = Residence is proved

## Reasons

reject-reason-certificate-exists = The child has a certificate already
reject-reason-other-municipality = The child lives in another municipality
reject-reason-age = The child is not between 5 and 17
reject-reason-data-mismatch = The data doesn't fit the documents
reject-reason-documents-missing = Documents were not brought
reject-reason-not-representative = The applicant is no legal representative
reject-reason-other = Another reason

return-reason-data-mismatch = The data differs from the documents
return-reason-documents-missing = Documents are missing
return-reason-not-signed = The application is not signed
return-reason-illegible = The application can't be read
return-reason-other = Another reason

resolve-reason-twins = Twins
resolve-reason-namesakes = Namesakes
resolve-reason-document-replaced = The document was replaced
resolve-reason-typing-error = A typing error in the other record

take-over-reason-holder-away = The holder is away
take-over-reason-parent-at-my-desk = The applicant is at my desk
take-over-reason-holder-asked = The holder asked
take-over-reason-urgent = Urgent

suspend-reason-parent-request = The parent asked for it
suspend-reason-data-checked = The data is being checked
suspend-reason-moved = The child has moved
suspend-reason-other = Another reason

exclude-reason-parent-request = The parent asked for it
exclude-reason-other-municipality = Moved to another municipality
exclude-reason-issued-by-mistake = Issued by mistake
exclude-reason-death = Death of the child

## Documents and relations

document-kind-birth-certificate = Birth certificate
document-kind-passport = Russian passport
document-kind-temporary-card = Temporary identity card (form 2P)
document-kind-foreign-passport = Foreign passport
document-kind-foreign-birth-certificate = Foreign birth certificate
document-kind-residence-permit = Residence permit
document-kind-refugee-certificate = Refugee certificate
document-kind-other = Another document

category-general = General
category-limited-health = With limited health abilities
category-disabled = Child with a disability

relation-mother = Mother
relation-father = Father
relation-guardian = Guardian
relation-representative = Another legal representative
relation-self-applied = The child itself (from 14)

## Consents: title, and text for the applicant

consent-conditions = Conditions of getting and using the certificate
consent-conditions-text = I know and accept the conditions of granting, using, suspending and ending a certificate of supplementary education.
consent-changes = Duty to report changes
consent-changes-text = I know that I have to report changes of the data in this application to the organisation that keeps the register of certificates.
consent-personal-child = Processing of the child's personal data
consent-personal-child-text = I consent to the processing of the child's personal data under Federal Law No. 152-FZ of 27 July 2006 "On Personal Data" in order to get and use the certificate.
consent-personal-applicant = Processing of my personal data
consent-personal-applicant-text = I consent to the processing of my personal data under Federal Law No. 152-FZ of 27 July 2006 "On Personal Data" in order that the child gets and uses the certificate.

## Numbers

days = { $count ->
        [one] { $count } day
       *[other] { $count } days
    }

reissue-reason-number-lost = The family has forgotten the number
reissue-reason-password-lost = The password is lost
reissue-reason-extract-lost = The extract is lost
reissue-reason-password-known-to-others = Others have learnt the password

mail-state-no-address = no e-mail address
mail-state-queued = letter queued
mail-state-sent = letter sent
mail-state-filed = letter written to a file: no mail server is set up
mail-state-failed = letter not delivered
mail-state-doubtful = nobody knows whether the letter arrived

mail-trouble-wrong-address = there is no such address
mail-trouble-mailbox-full = the mailbox is full
mail-trouble-refused = the mail server refused
mail-trouble-gave-up = the mail server didn't answer for long
mail-trouble-no-papers = the papers could not be made

## Programmes and contracts

programme-register-pre-professional = Pre-professional programmes
programme-register-significant = Significant programmes
programme-register-general-development = General development programmes
programme-register-certified = Certified programmes
programme-register-paid = Paid programmes
