# The screen of the applicant: consents.
