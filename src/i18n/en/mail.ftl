# The letter with the papers of an application: where it is and what to do next.

mail-failed-because = { $state }: { $why }

mail-next-no-address = Ask the applicant for one and send: { $key }. Without e-mail, hand the papers over.
mail-next-queued = It goes by itself; to mend the address: { $key }.
mail-next-sent = If it didn't come: the spam folder, or another address: { $key }.
mail-next-filed = The administrator passes it on. The papers can be handed over.
mail-next-doubtful = Ask the applicant; if it didn't come, send it again: { $key }.
mail-next-wrong-address = Mend the address and send again: { $key }.
mail-next-mailbox-full = Take another address: { $key }, or hand the papers over.
mail-next-refused = Check the address and send again: { $key }. If it fails again, tell the administrator.
mail-next-gave-up = Send again: { $key }. If it fails again, tell the administrator.
mail-next-no-papers = Print the papers: the printing names the letter that has to be mended.

mail-ask-title = Send the papers by e-mail
mail-ask-about = The form goes, and a copy of the extract without the password. A letter that still waits is cancelled.
mail-ask-doubtful = The letter may have arrived: ask the applicant before another one is sent.
mail-address = E-mail
mail-address-help = Empty: to the address that the register has.
mail-address-needed = Type the address: the register has none.
mail-given = The letter for application { $number } is queued.
