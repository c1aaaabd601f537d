command-expire-certificate = Прекращение сертификата по возрасту
command-expire-offer = Отзыв оферты по сроку
command-pay-months = Оплата начавшегося месяца
command-return-to-accounting = Возврат сертификата к учёту
offer-overdue-told = Оферта отозвана в связи с превышением сроков акцепта (невозможно заключить договор задним числом)
