# Печать.

## Бумаги

print-paper-statement = Заявление
print-paper-register-extract = Выписка из реестра
print-paper-receipt = Расписка о приёме
print-lack-texts = { $paper }: реестр ещё не прислал текст согласия. Дождитесь связи и повторите.
print-lack-not-accepted = { $paper } печатается после приёма заявления.
print-lack-closed = Заявление закрыто: печатать по нему нечего.
print-lack-certificate = { $paper }: сертификат не зарезервирован и не действует.
