//! The form of an application, filled in together with the applicant: every value is judged as it is typed.
