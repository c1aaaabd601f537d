# Средства: периоды, группы сертификатов, соглашения, очередь, счёт сертификата.

action-open-funding = Средства
action-open-funding-help = Открыть периоды, группы сертификатов, соглашения с организациями и счета сертификатов.
action-funding-add = Добавить
action-funding-add-help = Добавить период, группу сертификатов или соглашение.
action-funding-account = Счёт
action-funding-account-help = Показать счёт сертификата по его номеру: номинал, остаток, резерв и выплаты по периодам.
action-funding-account-verification-help = Показать счёт сертификата из открытого заявления.
action-funding-account-changes-help = Показать счёт сертификата из открытого заявления.
action-price-percent = Предел цены
action-price-percent-help = Изменить предел цены модуля в процентах от нормативной стоимости.
action-next-period = Другой период
action-next-period-help = Показать те же сведения за следующий по порядку период.
action-assign-group = Группа
action-assign-group-help = Назначить сертификату группу, из которой он получает средства.
action-join-waiting-list = В очередь
action-join-waiting-list-help = Поставить сертификат в очередь на средства его группы.
action-leave-waiting-list = Из очереди
action-leave-waiting-list-help = Снять сертификат с очереди на средства.
action-submit-funding-help = Изменить выбранное; в очереди — открыть счёт сертификата.

place-funding = Средства
help-here-funding = Сейчас: выберите строку и нажмите Enter, чтобы изменить её; Tab ведёт к следующей части. Изменяет тот, у кого есть право на настройки, остальные смотрят.

## Части

funding-part-periods = Периоды
funding-part-groups = Группы
funding-part-agreements = Соглашения
funding-part-waiting = Ожидают
funding-part-account = Счёт
funding-percent = цена до { $percent } %
funding-read-only = Только просмотр. Изменить может: { $names }

funding-when-previous = прошлый
funding-when-current = текущий
funding-when-future = будущий
funding-period = { $name } ({ $first }–{ $last }, { $when })
funding-other-period = { $key } — другой период
funding-no-periods = Ни одного периода ещё нет.
funding-no-nominal = без средств
funding-total = Всего у { $count ->
        [one] { $count } сертификата
        [few] { $count } сертификатов
        [many] { $count } сертификатов
       *[other] { $count } сертификата
    }: номинал { $nominal } = остаток { $balance } + резерв { $reserved } + выплачено { $paid }
funding-broken = Суммы не сходятся, счетов: { $count }. Ничего с ними не делайте и сообщите администратору реестра.
funding-filter-hint = { $key } — отбор по тому, что стоит в строке
funding-order-periods-first = сначала прошлые
funding-order-periods-second = сначала будущие
funding-order-groups-first = по порядку
funding-order-groups-second = по занятой сумме
funding-order-agreements-first = по названию
funding-order-agreements-second = по числу детей
funding-order-waiting-first = по очереди
funding-order-waiting-second = по номеру

## Графы

column-name = Название
funding-column-period = Период
funding-column-first = Начало
funding-column-last = Конец
funding-column-when = Который
funding-column-nominal = Номинал, ₽
funding-column-balance = Остаток, ₽
funding-column-reserved = Резерв, ₽
funding-column-paid = Выплачено, ₽
funding-column-certificates = Сертификатов
funding-column-used = Занято, ₽
funding-column-sum-limit = Предел, ₽
funding-column-waiting = Ждут
funding-column-number = Соглашение
funding-column-limit = Предел
funding-column-taught = Учатся
funding-column-turn = №
funding-column-since = Ждёт с
funding-column-group = Группа
funding-column-room = Место

funding-state-none = нет
funding-state-in = действует
funding-state-out = не действует
funding-state-full = набор полон
funding-room-yes = есть
funding-room-no = пока нет
funding-no-group = не назначена

funding-empty-periods = Периодов ещё нет. { $key } — добавить учебный год.
funding-empty-groups = Групп сертификатов ещё нет. { $key } — добавить первую: из неё получают средства все сертификаты, которым не назначена другая.
funding-empty-agreements = Организации муниципалитета ещё не получены из реестра.
funding-empty-waiting = Никто не ждёт средств.

## Что следует из строки

funding-detail-period = Номинал нового периода попадает на сертификат при его первой заявке на сертифицированную программу; до тех пор счёта за период у него нет. Период с соглашениями можно только продлить, с выплатами — не изменить.
funding-detail-group = Номинал попадает на сертификат при его первой заявке за период. Повышение доходит при следующем действии с сертификатом, понижение ничего не отнимает.
funding-detail-behind = Повышение ещё не дошло до { $count ->
        [one] { $count } сертификата
        [few] { $count } сертификатов
        [many] { $count } сертификатов
       *[other] { $count } сертификата
    }, это { $sum } ₽: оно придёт при следующей заявке, договоре или отказе по каждому из них.
funding-detail-first = Основная группа: из неё средства тем, кому не назначена другая.
funding-detail-agreed = Соглашение действует: организация делает оферты по сертификатам. { $key } — изменить.
funding-detail-out = Соглашение не действует: новых оферт нет, заключённые договоры остаются. { $key } — изменить.
funding-detail-not-agreed = Соглашения на этот период нет: оферт по сертификатам организация не делает. { $key } — внести соглашение.
funding-detail-waiting = Когда есть место, сообщите семье, что можно подать заявку: с нею сертификат получит средства и выйдет из очереди. { $key } — счёт сертификата.

## Вопросы

funding-title-period = Период
funding-title-new-period = Новый период
funding-about-period = Период называется по году, в котором начинается. Периоды не пересекаются.
funding-field-first = Начало
funding-field-last = Конец
funding-help-first = первый день, например 01.09.2026
funding-help-last = последний день, например 31.08.2027

funding-title-group = Группа сертификатов
funding-title-new-group = Новая группа сертификатов
funding-about-group = Номинал — на период { $period }; на другие периоды он остаётся прежним.
funding-about-used = Сейчас из группы получили средства { $count ->
        [one] { $count } сертификат
        [few] { $count } сертификата
        [many] { $count } сертификатов
       *[other] { $count } сертификата
    } на { $sum } ₽.
funding-field-nominal = Номинал, ₽
funding-field-certificates = Сертификатов не больше
funding-field-sum = Сумма не больше, ₽
funding-help-nominal = например 12 000,00; пусто — без средств
funding-help-limit = пусто — без предела

funding-title-agreement = Соглашение с организацией
funding-about-agreement = { $organisation }, период { $period }.
funding-in-force = Действует
funding-out-of-force = Больше не действует
funding-field-number = Номер
funding-field-limit = Детей не больше

funding-title-percent = Предел цены модуля
funding-about-percent = Цена модуля сертифицированной программы не выше этого процента от нормативной стоимости. Цены уже поданных заявок не меняются.
funding-field-percent = Процент

funding-title-find = Счёт сертификата
funding-help-certificate = 10 цифр, пробелы можно не убирать
funding-title-assign = Группа сертификата
funding-about-assign = Сертификат { $certificate }: из какой группы он получает средства. Что уже зарезервировано и выплачено, остаётся. Где нет места, встают в очередь; тот, у кого деньги уже есть, в полную группу не перейдёт.
funding-no-room = мест нет
funding-room = { $count ->
        [one] есть { $count } место
        [few] есть { $count } места
        [many] есть { $count } мест
       *[other] есть { $count } места
    }

## Ошибки в полях

funding-amount-digits = Наберите сумму цифрами: 12 000,00
funding-amount-kopecks = После запятой — одна или две цифры
funding-amount-space = Пробел — только перед тремя цифрами: 12 000
funding-amount-too-large = Сумма слишком велика: проверьте цифры
funding-count-too-large = Число слишком велико: проверьте цифры
funding-wrong-year = Год начала не меняется: по нему назван период
funding-wrong-year-taken = Период этого года уже есть: измените его
funding-wrong-period-in-use = В периоде есть соглашения: дни можно только добавить
funding-wrong-days = Конец — после начала и не дальше полутора лет
funding-wrong-sum = Предел меньше одного номинала
funding-wrong-limit = Занято уже больше: укажите больший предел
funding-wrong-certificate = В номере сертификата 10 цифр, первые две — 11

## Что сделано и почему нет

funding-saved = { $what }: сохранено. Реестр подтвердит, знак — в строке вкладок.
funding-unchanged = Ничего не изменено.
funding-nothing-to-add = Добавляют периоды, группы и соглашения: перейдите к ним клавишей Tab.
funding-nothing-here = Здесь нечего открывать.
funding-not-in-part = В этой части экрана клавиша не действует: перейдите к другой клавишей Tab.
funding-period-first = Сначала добавьте период: средства и соглашения относятся к периоду.
funding-certificate-first = Сначала выберите сертификат: { $key } — найти его счёт по номеру.
funding-no-groups = Групп сертификатов ещё нет: сначала добавьте группу.
funding-same-group = Сертификат уже в этой группе.
funding-waits-already = Сертификат уже стоит в очереди.
funding-waits-not = Сертификат в очереди не стоит.
funding-elsewhere = За этот сертификат платит другой муниципалитет, не { $municipality }. Его счёт ведут там.

## Счёт

funding-account-none = Счёт не выбран. { $key } — найти по номеру сертификата.
funding-account-elsewhere = За сертификат { $certificate } платит другой муниципалитет: его счёта здесь нет.
funding-account-unknown = в памяти этого рабочего места его нет: проверьте номер
funding-account-group = Группа: { $group }.
funding-group-first = не назначена, средства пойдут из основной — { $group }
funding-account-waits = Ждёт средств с { $since }, в очереди { $turn }-й.
funding-not-opened = ещё не начат
funding-coming = { $period }: со следующей заявкой номинал станет { $nominal }, остаток { $balance }.
funding-no-claims = Заявок и договоров по сертификату нет.
funding-claims = Заявки и договоры:
funding-claim = { $organisation }, { $programme }: { $state }. Период: { $period }, в резерве { $reserved }.
funding-programme-unknown = программа другой организации
funding-no-money = без средств сертификата
funding-summary = Счёт { $period }: номинал { $nominal } = остаток { $balance } + резерв { $reserved } + выплачено { $paid }. Группа: { $group }.
funding-summary-none = Счёт: за текущий период средств ещё не начислено.
funding-summary-elsewhere = Счёт ведёт другой муниципалитет.
