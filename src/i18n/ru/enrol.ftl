# Запись на программу: родитель пришёл сам. Всё, что здесь сказано, можно прочитать ему вслух.

## Сертификат

enrol-certificate = Сертификат
enrol-certificate-label = Сертификат:
enrol-how-number = Наберите номер сертификата: 10 цифр, пробелы и тире не мешают.
enrol-how-scan = Или поднесите сканер к штрих-коду выписки.
enrol-how-record = Из поиска и из открытого заявления сюда можно перейти сразу с сертификатом.
enrol-number-empty = Наберите номер сертификата: 10 цифр с выписки.
enrol-number-length = Цифр: { $count }. В номере сертификата их 10, проверьте, нет ли лишних или пропущенных.
enrol-number-region = Сертификаты Республики Коми начинаются с 11. Проверьте первые две цифры.
enrol-number-character = В номере только цифры, пробелы и тире. Уберите «{ $found }».
enrol-asking = Спрашиваем реестр об этом сертификате…
enrol-no-such = Такого сертификата в реестре нет. Сверьте номер с выпиской.
enrol-unknown-here = нет в памяти этого рабочего места
enrol-not-here-offline = Этого сертификата нет в памяти рабочего места, а связи нет. Записать можно: сертификат реестр проверит, когда связь появится.
enrol-age-known = Возраст: { $years }
enrol-age-unknown = Возраст здесь не известен: спросите у родителя, на следующем шаге его можно указать.
enrol-years = { $count ->
        [one] { $count } год
        [few] { $count } года
        [many] { $count } лет
       *[other] { $count } года
    }
enrol-years-between = { $least }–{ $count ->
        [one] { $count } год
        [few] { $count } года
        [many] { $count } лет
       *[other] { $count } года
    }
enrol-purse = { $days }: остаток { $balance } из { $nominal } (зарезервировано { $reserved }, оплачено { $paid })
enrol-purse-none = { $days }: средства на этот период сертификату не назначены или известны только реестру
enrol-money-unknown = Сколько средств на сертификате, скажет реестр.
enrol-requests = Заявки и договоры:
enrol-requests-none = Других заявок и договоров нет.
enrol-requests-unknown = Другие заявки этого сертификата известны только реестру.
enrol-elsewhere = программа другой организации
enrol-next-groups = { $key } — выбрать программу и группу.

enrol-barred-reserved = Записаться пока нельзя: сертификат ещё не активирован. Сначала примите подписанное заявление и активируйте сертификат.
enrol-barred-suspended = Записаться нельзя: сертификат приостановлен ({ $why }). Сначала его возобновляют.
enrol-barred-excluded = Записаться нельзя: сертификат исключён из реестра ({ $why }). Семья может получить новый.
enrol-barred-superseded = Записаться по этому номеру нельзя: у ребёнка остался другой сертификат, { $by }. Наберите его.
enrol-barred-expired = Записаться нельзя: срок сертификата истёк, ребёнку исполнилось 18 лет.
enrol-barred-released = Записаться нельзя: этот номер освобождён, заявление на сертификат прекращено. Семья может подать новое.

## Возраст со слов родителя

enrol-age-title = Возраст ребёнка
enrol-age-field = Полных лет:
enrol-age-why = Спросите у родителя. По возрасту отбираются программы; сам возраст нигде не сохраняется, дату рождения проверит реестр.
enrol-age-wrong = Укажите полных лет, от 4 до 18.

## Группы

enrol-programme-label = Программа:
enrol-any-direction = Все направленности
enrol-by-age = возраст
enrol-with-places = места
enrol-apart = без пересечений
enrol-shown = { $count }, { $order }
enrol-sort-name = по названию
enrol-sort-places = по местам
enrol-sort-begin = по началу
enrol-column-programme = Программа
enrol-column-module = Модуль
enrol-column-group = Группа
enrol-column-ages = Лет
enrol-column-hours = Занятия
enrol-column-left = Мест
enrol-column-certificate = Сертификат
enrol-column-parents = Родители
enrol-free-short = бесплатно
enrol-barred-short = нельзя
enrol-no-groups = Открытых для зачисления групп нет. Зачисление открывают в программах.
enrol-none-fit = Ничего не подходит. { $key } убирает набранное, отборы над списком снимаются своими клавишами.
enrol-nothing-fits = Группа не выбрана. Измените набранное или снимите отбор.
enrol-when-where = { $days }, { $hours }, { $room }
enrol-price = модуль целиком { $price }
enrol-rubles = { $amount } ₽
enrol-free = Занятия бесплатны: ни сертификат, ни родители не платят.
enrol-shares = За выбранные дни { $total }: сертификат { $certificate }, родители { $parents }.
enrol-shares-at-most = За выбранные дни { $total }: сертификат не больше { $certificate }, остаток знает реестр; родители не меньше { $parents }.
enrol-collides = Занятия совпадают по времени с другими: { $others }. Решает родитель.
enrol-age-differs = Возраст ребёнка не подходит для этой программы; реестр проверит по дате рождения.

enrol-weekday-1 = пн
enrol-weekday-2 = вт
enrol-weekday-3 = ср
enrol-weekday-4 = чт
enrol-weekday-5 = пт
enrol-weekday-6 = сб
enrol-weekday-7 = вс

## Дни и деньги

enrol-first-day = Первый день:
enrol-last-day = Последний день:
enrol-month = Месяц
enrol-month-total = Стоимость
enrol-month-certificate = Сертификат
enrol-month-parents = Родители
enrol-in-all = Всего
enrol-months-each = { $from }–{ $to }, по
enrol-first-payment = Первый платёж родителей: { $amount } за { $month }.
enrol-parents-pay-nothing = Родители не доплачивают.
enrol-balance-unknown = Остаток сертификата знает только реестр: сертификат оплатит не больше, чем показано.
enrol-give-confirmed = { $key } — создать заявку и сразу подтвердить её.
enrol-give-new = { $key } — создать заявку.
enrol-one-person-will = Создана и подтверждена одним сотрудником — попадёт в отчёт.
enrol-confirmed-by-others = Подтвердит её сотрудник с правом подтверждать заявки.

## Что получилось

enrol-made-confirmed = Заявка создана и подтверждена.
enrol-made-new = Заявка создана и ждёт подтверждения. Место она ещё не занимает.
enrol-made-waits = Заявка передана реестру: здесь о ней известно не всё, решает реестр.
enrol-is-saving = Записываем на диск…
enrol-waits = Сохранено здесь. Место и деньги подтвердит реестр; пока он не ответил, обещать место рано.
enrol-register-has-it = Реестр подтвердил.
enrol-one-person = Создана и подтверждена одним сотрудником — попадёт в отчёт.
enrol-next-programme = { $key } — ещё одна программа для этого ребёнка.
enrol-open-request = { $key } — открыть заявку: бумаги, заключение договора.
enrol-refused = Реестр отказал.
enrol-others-faster = Запись тем временем изменил другой сотрудник.
enrol-left-new = Заявка осталась неподтверждённой. С новой группой она будет переведена туда или отозвана.
enrol-offers = Можно предложить сейчас ({ $key } — выбрать): сначала группы того же модуля, затем похожие программы.
enrol-no-offers = Похожих групп со свободными местами нет.
enrol-no-offers-key = Похожих групп со свободными местами нет. { $key } — выбрать другую программу.

## Справка

help-here-enrol = Сейчас: найдите сертификат, выберите с родителем группу и дни; Enter ведёт дальше, а в конце создаёт и подтверждает заявку.
