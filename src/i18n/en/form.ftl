# The application form: fields, hints, findings.
