# Printing.

# Why nothing was printed: `detail` names the printer, the program or what it said.
print-error-no-program = There is no program for printing: { $detail }. Have the administrator install the CUPS client (package cups-client) or set a folder for papers.
print-error-no-cups = The printing service (CUPS) does not answer. Have the administrator start it, then print again. { $detail }
print-error-no-printer = There is no printer. Choose one from the list, or have the administrator connect one.
print-error-unknown-printer = The printer { $detail } is no longer there. Choose another one.
print-error-stopped = The printer is stopped, and the paper was not sent to it: { $detail }. See to it, or choose another printer.
print-error-command-failed = Printing failed: { $detail }. Try another printer; if that does not help, tell the administrator these words.
print-error-not-read = The print command did not read the whole paper: { $detail }. Tell the administrator.
print-error-timed-out = Printing took too long and was ended: { $detail }. See whether the paper came out before you print it again.
print-error-asks = Printing asks for a password: { $detail }. Have the administrator allow printing without one, or choose another printer.
print-error-file = The file was not written: { $detail }. Make room, or have the administrator set another folder.
print-error-system = The program for printing can't be started: { $detail }. Try again; if that does not help, call the administrator.

# What hinders a printer.
printer-trouble-no-paper = The printer has no paper: put some in.
printer-trouble-jam = Paper is jammed in the printer: take it out.
printer-trouble-open = The printer is open: close its cover and trays.
printer-trouble-no-toner = The printer has no toner: change the cartridge.
printer-trouble-full = The output tray is full: take the sheets away.
printer-trouble-offline = The printer does not answer: switch it on and check its cable.
printer-trouble-stopped = The printer is stopped. { $detail }
