# What the portal shows to a family: where its applications and requests stand, and why nothing came of something.

## What to do about the application next

portal-application-draft = The application has not been handed in yet.
portal-application-submitted = The application was handed in. Where to come will stand here soon.
portal-application-awaiting-paper = Print and sign the application. Bring it with the child's and the applicant's documents by { $due }: { $organisation }.
portal-application-accepted = The application was accepted. The certificate will be activated soon, you need not come again.
portal-application-confirmed = The certificate is active. Choose a programme and send a request.
portal-application-expired = The signed application was not brought by { $due }. Hand in a new one.
portal-application-withdrawn = You have withdrawn the application. Hand in a new one if you need the certificate.
portal-application-rejected = The certificate was refused. Put right what the reason says and hand in a new application, or ask the organisation: { $organisation }.
portal-application-returned = The application was returned. Put right what the reason says and bring application and documents again: { $organisation }.

## What to do about the request next

portal-request-new = The organisation will look at the request: it confirms it or says why it can't.
portal-request-confirmed = The child has a place. Come to the organisation and sign the training application.
portal-request-concluded = The contract is concluded. Come to the lessons of the group.
portal-request-terminated = The training has ended. You can choose another programme.
portal-request-refused = The request is closed, the money is back on the certificate. You can choose another programme.

## Why a request was not carried out

portal-error-login-needed = The register does not know this portal. Tell the portal's support.
portal-error-too-many-requests = There are too many requests now. Wait a little and try again.
portal-error-bad-request = The portal sent a request that the register did not understand. Tell the portal's support.
portal-error-too-large = The portal sent a request that is too large. Tell the portal's support.
portal-error-idempotency-key-missing = The portal sent a request without its idempotency key. Tell the portal's support.
portal-error-idempotency-key-reused = The portal sent another request with a key that was used. Tell the portal's support.
portal-error-in-progress = The request is under way already. Wait a little and look again.
portal-error-not-found = There is no such record. Check number and date.
portal-error-unavailable = The register is busy. Wait a little and try again.
portal-error-internal = The register could not carry the request out. Try again later or tell the portal's support.

## Refusals that families are told in other words than clerks

portal-refusal-not-found = There is no such record. Check the number.
portal-refusal-wrong-state = That is not possible any more. See where the application or the request stands.
portal-refusal-consents-missing = Not all consents are ticked. Read and tick all of them.
portal-refusal-age = Certificates are for children from 5 to 17. Check the child's date of birth.
portal-refusal-other-channel = Applications are not taken by the portal now. Come to the organisation with the documents.
portal-refusal-number-taken = The register could not give a number. Try again.
portal-refusal-unknown = There is no such module or group. Choose the group again.
portal-refusal-enrolment-closed = Enrolment on this module is closed. Choose another module.
portal-refusal-no-agreement = The programme can't be paid from the certificate in this period. Choose another programme.
portal-refusal-no-period = There is no money for these days yet. Choose other days or a programme that is free of charge.
portal-refusal-no-certificate-group = No money is meant for this certificate in this period. Choose a programme that is free of charge or ask the municipality.
portal-refusal-certificate-group-full = There is no money left for further certificates. Come to the organisation to be put on the waiting list, or choose a programme that is free of charge.
portal-refusal-second-request = There is a request or a contract of this certificate for this module already.
portal-refusal-certificate-state = This certificate can't enrol: it is not activated yet or not valid any more. Ask the organisation where you applied.
portal-refusal-price-missing = The module has no price yet. Choose another module.
portal-refusal-register-failed = The register could not carry the request out. Try again later or tell the portal's support.

## What to put right in the application

portal-fields = Put right in the application. { $fields }
portal-field = { $section }, "{ $field }": { $why }
portal-field-wrong = the value does not fit.
portal-finding-empty = Not filled in.
portal-finding-name-letters = There is a sign that no name has. Compare it with the document.
portal-finding-mixed-alphabets = There are Latin letters inside the word. Type it in Russian ones.
portal-finding-patronymic-missing = There is no patronymic. If the document has none, say so.
