command-expire-certificate = End of the certificate at 18
command-expire-offer = Offer withdrawn: its time is over
command-pay-months = Payment of the month that has begun
command-return-to-accounting = Certificate returned to accounting
offer-overdue-told = The offer was withdrawn because it was not signed in time (no contract can be dated back)
