# Printing.

## Papers

print-paper-statement = Application form
print-paper-register-extract = Extract from the register
print-paper-receipt = Receipt of acceptance
print-lack-texts = { $paper }: the register has not sent the text of a consent yet. Wait for the line and try again.
print-lack-not-accepted = { $paper } is printed once the application was accepted.
print-lack-closed = The application is closed: there is nothing to print of it.
print-lack-certificate = { $paper }: the certificate is neither reserved nor active.
