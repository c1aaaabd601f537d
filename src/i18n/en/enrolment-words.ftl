# Words about programmes, requests and money. Refusals are said so that they can be read to a parent.

## States of a request and its contract

request-state-new = Made, waits for confirmation
request-state-confirmed = Confirmed, waits for the contract
request-state-concluded = In force
request-state-terminated = Out of force
request-state-refused = Refused without a contract

## The same in a narrow column, 12 characters at most

request-state-short-new = made
request-state-short-confirmed = confirmed
request-state-short-concluded = in force
request-state-short-terminated = ended
request-state-short-refused = refused

ending-completed = Learning completed
ending-by-family = Ended by the family
ending-by-organisation = Ended by the organisation

party-family = The family
party-organisation = The organisation

## Programmes

programme-state-draft = Draft
programme-state-on-review = On review
programme-state-published = Published
programme-state-refused = Not certified
programme-state-archived = Archived

programme-state-short-draft = draft
programme-state-short-on-review = on review
programme-state-short-published = published
programme-state-short-refused = refused
programme-state-short-archived = archived

register-pre-professional = Pre-professional
register-significant = Significant
register-general-development = General development
register-certified = Certified
register-paid = Paid

direction-robotics = Technical (robotics)
direction-technical = Technical (other)
direction-science = Natural science
direction-sports = Sports
direction-arts = Arts
direction-tourism = Tourism and local history
direction-social = Social and pedagogical

study-form-full-time = Full time
study-form-part-time = Part time
study-form-extramural = Extramural
study-form-full-time-remote = Full-time, partly remote
study-form-part-time-remote = Part-time, partly remote
study-form-extramural-remote = Extramural, partly remote

health-deaf = Deaf
health-hard-of-hearing = Hard of hearing
health-blind = Blind
health-low-vision = Low vision
health-speech = Severe speech impairment
health-musculoskeletal = Musculoskeletal impairment
health-mental-delay = Delayed mental development
health-intellectual = Intellectual disability
health-autism = Autism spectrum disorder
health-multiple = Severe multiple impairments

## Actions

command-save-programme = Saving a programme
command-send-programme = Sending a programme to the review
command-publish-programme = Publishing a programme
command-approve-programme = Certifying a programme
command-refuse-programme = Refusing a programme
command-revise-programme = Taking a programme back to the drafts
command-archive-programme = Archiving a programme
command-set-enrolment = Opening or closing enrolment
command-set-price = Setting the price of a module
command-save-group = Saving a group
command-archive-group = Closing a group
command-enrol = Making a request
command-confirm-request = Confirming a request
command-refuse-request = Refusing a request
command-withdraw-request = Withdrawal by the family
command-conclude = Concluding a contract
command-terminate = Terminating a contract
command-change-group = Changing the group
command-complete = Completing a contract
command-set-period = Setting a period
command-set-certificate-group = Changing a group of certificates
command-set-agreement = Agreement with an organisation
command-set-price-percent = Limit of module prices
command-assign-group = Putting a certificate into a group
command-join-waiting-list = Joining the queue for money
command-leave-waiting-list = Leaving the queue for money

## Reasons

programme-refuse-reason-incomplete = Data is missing
programme-refuse-reason-price = The price is not justified
programme-refuse-reason-ages = The ages are wrong
programme-refuse-reason-content = The content does not meet the demands
programme-refuse-reason-other = Another reason

request-refuse-reason-no-places = No places left
request-refuse-reason-age = The child is not of the age
request-refuse-reason-health = Limits of health
request-refuse-reason-group-cancelled = The group does not open
request-refuse-reason-offer-overdue = The offer was not taken in time
request-refuse-reason-family-asked = The family asked for it
request-refuse-reason-certificate-suspended = The certificate is suspended
request-refuse-reason-other = Another reason

terminate-reason-family-asked = The family asked for it
terminate-reason-moved = The family has moved
terminate-reason-unlawful-admission = Unlawful admission
terminate-reason-arrears = Payment overdue
terminate-reason-childs-conduct = What the child did or failed to do
terminate-reason-certificate-suspended = The certificate is suspended
terminate-reason-authority = Order of the authority
terminate-reason-other = Another reason

## Why an action is not carried out

refusal-not-published = The programme is not published, so nobody can enrol. Choose another programme.
refusal-enrolment-closed = Enrolment on this module is closed. Choose another module, or open enrolment.
refusal-group-archived = The group takes nobody any more. Choose another group.
refusal-group-full = The group has no place left. Choose another group.
refusal-programme-full = The programme has no place left. Choose another programme.
refusal-organisation-full = The organisation teaches all children that its agreement allows. Choose another organisation.
refusal-no-agreement = The organisation has no agreement with the municipality for this period. It is concluded first; until then choose another programme.
refusal-no-period = The days of learning do not lie in one period of the municipality. Choose days inside one.
refusal-days-outside = The days chosen are outside the group's period or have passed. Choose days inside it.
refusal-no-funds = There is no money left on the certificate. Choose a programme that is free of charge.
refusal-no-certificate-group = There is no money for the certificate in this period. The municipality puts it into a group.
refusal-certificate-group-full = There is no more money for further certificates. Put the certificate on the waiting list.
refusal-second-request = The certificate has a request or a contract for this module already. Open that one.
refusal-certificate-state = This certificate can't enrol. See what it waits for.
refusal-outside-ages = The child is not of the age for the programme. Choose another programme.
refusal-contract-number = Give the number of the contract, 20 characters at most.
refusal-contract-number-taken = There is a contract with this number in this year. Take the next number.
refusal-contract-date = The date is in the future, or outside the time of the request or contract. Check it.
refusal-ends-already = Notice of the end of this contract was given. See the notice.
refusal-not-over = The last day of learning has not passed. Where learning stops earlier, terminate the contract.
refusal-other-module = A group of the same module is needed. Choose one.
refusal-price-bounds = The price can't be so. Give one above zero and not above the limit.
refusal-price-missing = The module has no price. Set one first.
refusal-no-prices = Programmes of this register have no prices. Leave the price out.
refusal-group-missing = There is no other active group. Add one first.
refusal-review-needed = Programmes of this register are reviewed first. Send it to the review.
refusal-no-review = Programmes of this register are not reviewed. Publish it.
refusal-incomplete = Something is missing or wrong. Correct it.
refusal-in-use = There are requests or contracts that have not ended. Refuse, terminate or move them first.
refusal-periods-overlap = The period overlaps another one. Change its days.
refusal-limit-below-use = More is in use than the limit would allow. Give a higher one.
refusal-unknown = There is no such module, group or period. Open the record again.
refusal-percent = Give a percentage between 1 and 1000.

refusal-with-state = { $refusal } State: { $state }.
refusal-with-ages = { $refusal } The child is { $age } on the first day of learning; the programme takes children from { $from } to { $to }.
refusal-with-price = { $refusal } The limit: { $price } ₽.
refusal-with-gaps = { $refusal } Fields: { $fields }.
refusal-with-requests = { $refusal } Requests and contracts: { $count }.

## Fields of a programme and of money that have to be corrected

gap-name = Name of the programme
gap-year = School year
gap-ages = Ages (5 to 17)
gap-limit = Limit of enrolment
gap-modules = Modules
gap-module-id = Number of the module
gap-module-name = Name of the module
gap-months = Months
gap-hours = Hours
gap-normative-price = Normative price
gap-children = Number of children (least and most)
gap-group-id = Number of the group
gap-group-name = Name of the group
gap-group-period = Period of the group
gap-schedule = Schedule
gap-places = Places
gap-period = Days of the period
gap-nominal = Nominal
gap-sum-limit = Limit of the sum
gap-agreement-number = Number of the agreement
gap-in-module = module { $module }: { $gap }
gap-in-group = module { $module }, group { $group }: { $gap }
