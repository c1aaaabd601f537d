# Панели: поиск, очереди, сверка.

## Графы списков

column-number = Заявление
column-date = Дата
column-child = Ребёнок
column-born = Родился
column-certificate = Сертификат
column-organisation = Организация
column-state = Состояние
column-days = Дней
column-source = Откуда
column-journal = Журнал №
column-accepted = Принято

## Кто может то, чего не может этот сотрудник

panel-who-activates = Сертификаты активирует: { $names }
panel-who-accepts = Заявления принимает: { $names }
panel-who-rejects = Отказывает по заявлениям: { $names }
panel-who-returns = Возвращает заявления: { $names }
panel-who-resolves = О похожих записях решает: { $names }
panel-who-else = Это может сделать: { $names }
panel-who-turn-to = В этой организации такого права ни у кого нет. Обратитесь в уполномоченную организацию.
panel-who-nobody = никто в этой организации, обратитесь в уполномоченную организацию

## Почему нет ответа реестра

panel-no-line = Нет связи с реестром. Показано то, что есть в памяти этого рабочего места.
panel-open-channel = Персональные данные видны только по защищённому каналу ViPNet. Ищите по номеру заявления или сертификата.
panel-personal-not-allowed = По фамилии ищут сотрудники с правом просмотра персональных данных. Ищите по номеру заявления или сертификата.
panel-not-found = В реестре такой записи нет.
panel-asked-too-often = Реестр спрошен слишком часто. Похожие записи проверит реестр при приёме заявления.
panel-compared-out = Сегодня это заявление сверяли без просмотра уже 5 раз. Продолжите завтра или попросите сотрудника с доступом к данным.
panel-lease-needed = Заявление сейчас не закреплено за Вами. Откройте его ещё раз, когда связь есть.
## Кто работает с заявлением

held-row = у { $who }
held-head = Работает: { $who }, ещё { $minutes } мин

## Поиск

search-label = Найти:
search-help-numbers = Наберите номер или дату заявления, номер сертификата — всё вместе или по отдельности, в любом порядке.
search-help-scan = Или поднесите сканер к штрих-коду заявления: оно откроется само.
search-help-name = По фамилии и дате рождения: наберите их и нажмите Enter, например «иванова анна 12.03.2015».
search-help-queue = { $key } — очередь заявлений, начиная с самого старого.
search-memory = Из памяти: { $count }. Enter открывает выбранное.
search-memory-none = В памяти этого рабочего места ничего не нашлось.
search-memory-register-asked = Из памяти: { $count }. Спрашиваем реестр…
search-register-asked = Спрашиваем реестр…
search-register-found = Из реестра: { $count }. Enter открывает выбранное.
search-register-more = Из реестра: { $count }, но подходит больше. Уточните: добавьте дату или номер.
search-register-none = В реестре ничего не нашлось.
search-not-journalled = Показ персональных данных не удалось записать на диск, поэтому они не показаны. Проверьте место на диске.
search-name-too-short = Наберите хотя бы три буквы фамилии.
search-source-memory = память
search-source-register = реестр
search-tried-application = заявление { $value }
search-tried-serial = порядковый номер { $value }
search-tried-date = от { $value }
search-tried-certificate = сертификат { $value }
search-tried-name = по фамилии и имени ребёнка
search-tried-birth-date = дата рождения { $value }
search-problem-check-digit = Номер { $digits }: последняя цифра не сходится — в одной из цифр ошибка. Сверьте с бумагой.
search-problem-region = Номер { $digits }: сертификаты Республики Коми начинаются с 11. Проверьте первые две цифры.
search-problem-length = { $digits } — цифр: { $count }. В номере заявления 13 цифр, в номере сертификата 10.
search-problem-letter = Буква «{ $found }» прочитана как цифра { $read }.
search-problem-no-such-date = Даты { $typed } не бывает. Проверьте день и месяц.
search-problem-future-date = { $date } ещё не наступило. Проверьте год.
search-problem-several = Набрано несколько одинаковых сведений: ищем по первому.
search-other-municipality = Это заявление другого муниципалитета (код { $code }). Его принимают там.
search-certificate-elsewhere = Этот сертификат выдан в другом муниципалитете (код { $code }).
search-ask-register = { $key } — спросить реестр.
search-check-digits = Сверьте цифры с бумагой. Попробуйте только порядковый номер — шесть цифр перед последней — или только дату.
search-check-name = Попробуйте одну фамилию без имени или только дату рождения с фамилией. Буквы «е» и «ё» можно не различать.
search-try-name = Или ищите по фамилии и дате рождения ребёнка.
search-date-differs = Заявление { $number } есть, но оно от { $date }, а не от { $typed }. Проверьте дату на бумаге.
search-certificate-differs = Заявление { $number } есть, но в нём сертификат { $certificate }. Проверьте номер сертификата.

## Очередь

queue-shown-waiting = Ожидают
queue-shown-returned = Возвращены
queue-shown-accepted = Приняты
queue-shown-all = Все
queue-sort-date = сначала старые
queue-sort-due = по сроку бумаги
queue-sort-number = по номеру
queue-sort-organisation = по организации
queue-sort-state = по состоянию
queue-filter = Отбор:
queue-filter-hint = { $key } — отбор по номеру, дате, организации, состоянию, ребёнку
queue-suspected = есть похожая
queue-empty = Здесь пусто: новые заявления появятся сами.
queue-empty-filter = Под отбор ничего не подходит. { $key } — снять отбор.

## Очередь активации

activation-title = Ожидают активации: { $count }
activation-empty = Никто не ждёт активации. Принятые заявления появятся здесь сами.
activation-sort-date = сначала принятые раньше
activation-hint = { $key } — активировать выбранный сертификат
activation-confirm = Активировать сертификат { $certificate }? Заявление { $number }, журнал № { $journal } от { $date }. { $yes } — да, { $no } — нет.
saved-offline = { $text } Реестр узнает, когда появится связь.
activation-done = Сертификат по заявлению { $number } активирован.
activation-held = Заявление у { $who }: откройте его ({ $key }), чтобы взять себе, или выберите другое.

## Сверка

verify-nothing-open = Заявление не открыто. Найдите его или выберите в очереди.
verify-unknown = Заявления { $number } в памяти этого рабочего места пока нет. Оно появится здесь, когда реестр пришлёт его; если номер набран с ошибкой, вернитесь к поиску.
verify-head-date = от { $date }
verify-head-certificate = сертификат { $number }
verify-head-due = бумагу ждём до { $date }
verify-head-due-soon = { $count ->
        [0] бумагу ждём до { $date }, сегодня
        [one] бумагу ждём до { $date }, остался { $count } день
        [few] бумагу ждём до { $date }, осталось { $count } дня
        [many] бумагу ждём до { $date }, осталось { $count } дней
       *[other] бумагу ждём до { $date }, осталось { $count } дня
    }
verify-head-overdue = срок бумаги истёк { $date }
verify-head-journal = журнал № { $journal } от { $date }
verify-sections = Разделы
verify-aim-both = В заявлении
verify-aim-documents = Отметки: только документы
verify-aim-register = Отметки: только реестр
verify-column-value = В реестре
verify-column-documents = Докум.
verify-column-register = Реестр
verify-value-empty = не указано
verify-value-paper = проверьте на столе
verify-no-patronymic = нет отчества
verify-consent-given = дано { $when }
verify-consent-missing = не дано
verify-instead-compare = сверьте бумагу с документом
verify-instead-channel = по документу (нет канала ViPNet)
verify-instead-coming = данные загружаются…
verify-instead-no-line = нет связи; сверьте с документом
verify-instead-not-journalled = не показано: запись не удалась
verify-remark-both = В документе: { $value }. { $note }
verify-remark-value = В документе: { $value }
verify-remark-note = Примечание: { $note }
verify-next-check = Сверено { $done } из { $all }. { $key } — весь раздел совпадает.
verify-next-accept = Всё сверено. { $key } — принять заявление.
verify-next-mismatch = Есть расхождения: принять нельзя. { $key } — вернуть заявление.
verify-next-overdue = Срок предоставления бумаги истёк: принять нельзя. { $key } — отказать; нужно новое заявление.
verify-next-duplicate = Есть похожая запись, принять пока нельзя. { $key } — решить, что это разные дети; тот, кто решил, сам не принимает.
verify-next-duplicate-others = Есть похожая запись, принять пока нельзя. Решает: { $names }
verify-next-activate = Заявление принято. { $key } — активировать сертификат.
verify-next-case = Работа с этим заявлением закончена. { $key } — следующее.
verify-all-checked = Всё сверено. { $key } — принять заявление.
verify-being-saved = Сохраняется…
verify-done-already = С этим заявлением уже всё сделано.
verify-draft-restored = Отметки, сделанные раньше, восстановлены.
verify-look-again = Заявление изменил кто-то другой. Посмотрите на него и повторите.
verify-moved = Заявление изменил кто-то другой: теперь «{ $state }». Отметки сохранены, проверьте их.
verify-conflict-unknown = Запись успел изменить кто-то другой. Отметки сохранены: посмотрите и повторите.
verify-conflict = Запись изменилась: { $who }, { $when } — { $what }. Отметки сохранены: посмотрите и повторите.
verify-refused = Реестр не принял действие. { $why }
verify-revisited = { $count ->
        [0] Действие открыто снова: отметки и решение на месте, отличий от записи нет.
        [one] Действие открыто снова. Отличается { $count } поле: { $key } — к нему.
        [few] Действие открыто снова. Отличаются { $count } поля: { $key } — к следующему.
        [many] Действие открыто снова. Отличаются { $count } полей: { $key } — к следующему.
       *[other] Действие открыто снова. Отличаются { $count } поля: { $key } — к следующему.
    }
verify-differences = отличий: { $count } ({ $key })
verify-no-differences = Отличий от записи нет.
verify-other-mark = У Вас было: { $was }. Теперь в записи: { $now }. Сверьте и отметьте снова.
verify-other-value = Значение теперь другое, чем было у Вас. Сверьте и отметьте снова.
verify-lost-to = С { $when } с заявлением работает { $who }. Всё набранное на месте; решит реестр.
verify-lost = Заявление больше не закреплено за Вами: связи долго не было. Всё набранное на месте; решит реестр.
verify-take-over-title = Заявление занято
verify-take-over = Заявление у { $who }: взять себе? Выберите причину: она останется в журнале реестра.
verify-take-over-since = Заявление у { $who } с { $time }. Взять себе? Выберите причину: она останется в журнале реестра.
verify-held-title = Заявление занято
verify-held = Заявление у { $who }, а права взять его себе у Вас нет.
verify-held-since = Заявление у { $who } с { $time }. У Вас нет права взять его себе.
verify-held-wait = Подождать здесь
verify-held-back = Вернуться назад
verify-held-next = Взять следующее
verify-consents-missing = Нет согласия: { $fields }. Попросите заявителя дать его или верните заявление.
verify-accepted-activate = Принято, журнал № { $journal }. { $key } — активировать сертификат.
verify-accepted-others = Принято, журнал № { $journal }. { $who }
verify-activated = Сертификат по заявлению { $number } активирован.
verify-rejected = По заявлению { $number } отказано.
verify-returned = Заявление { $number } возвращено.

verify-missing-title = Что мешает принять
verify-missing-about = Enter ведёт к месту.
verify-missing-overdue = Срок предоставления бумаги истёк { $due }
verify-missing-consent = Нет согласия: { $field }
verify-missing-mismatch = Расходится: { $section }, { $field }
verify-missing-unchecked = { $section }: не сверено { $count }
verify-missing-duplicate = Похожая запись. Решает: { $names }
verify-missing-same-person = О похожей записи решили Вы: принимает другой сотрудник

verify-accept-title = Приём заявления
verify-accept-about = Заявление { $application }, сертификат { $certificate }. Проверьте номер и дату записи в журнале.
verify-accept-number = Номер в журнале
verify-accept-number-help = следующий номер этого рабочего места
verify-accept-number-again = номер из действия, которое не выполнено
verify-accept-number-taken = прежний номер в журнале занят, это следующий
verify-accept-number-none = реестр ещё не выдал номеров: возьмите следующий из журнала
verify-accept-date = Дата приёма
verify-reject-title = Отказ по заявлению
verify-return-title = Возврат заявления
verify-reason-text = Пояснение
verify-reason-text-help = увидит заявитель; к причине «Другая» обязательно
verify-resolve-title = Похожая запись
verify-resolve-about = Вы подтверждаете, что это разные дети. Почему?
verify-mismatch-title = Расходится: { $field }
verify-mismatch-value = В документе
verify-mismatch-value-help = как написано в документе; или только примечание ниже
verify-mismatch-note = Примечание
verify-mismatch-empty = напишите, что в документе, или примечание
verify-differs-documents = Заявление расходится с документом
verify-differs-register = Заявление расходится с реестром
verify-differs-both = Заявление расходится и с документом, и с реестром

verify-duplicate-unknown = О похожих записях реестр ещё не ответил.
verify-duplicate-clear = Похожих записей нет.
verify-duplicate-suspected = Похожая запись есть.
verify-duplicate-resolved = Похожие записи: решено, разные дети.
verify-alike-title = Похожая запись { $number } ({ $at } из { $count })
verify-alike-turn = { $key } — другая
verify-alike-same = Совпадает: { $fields }
verify-alike-here = здесь
verify-alike-there = там
verify-alike-more = { $count ->
        [one] и ещё { $count } отличие
        [few] и ещё { $count } отличия
        [many] и ещё { $count } отличий
       *[other] и ещё { $count } отличия
    }

## Что настораживает в данных реестра

finding-empty = Не заполнено. Спросите заявителя.
finding-too-long = Слишком длинно: похоже, попал лишний текст.
finding-name-letters = Есть знак, которого в имени не бывает. Сверьте с документом.
finding-name-parts = Слишком много слов в имени. Сверьте с документом.
finding-mixed-alphabets = Внутри слова латинские буквы: поиск такое не найдёт.
finding-rare-letter = Редкая для документов буква или знак. Сверьте с документом.
finding-snils-length = В СНИЛС 11 цифр. Сверьте с документом.
finding-snils-check = Контрольное число СНИЛС не сходится: в одной из цифр ошибка.
finding-snils-same-digits = СНИЛС из одинаковых цифр не бывает.
finding-series-shape = Такой серии не бывает: римские цифры, дефис, две русские буквы.
finding-series-letters = Серия набрана не тем алфавитом.
finding-birth-number = В номере свидетельства о рождении 6 цифр.
finding-passport-series = В серии паспорта 4 цифры.
finding-passport-number = В номере паспорта 6 цифр.
finding-department-code = Код подразделения — 6 цифр, например 110-001.
finding-department-missing = Нет кода подразделения. Он стоит в паспорте.
finding-passport-too-early = Паспорт выдают с 14 лет: проверьте даты.
finding-passport-expected = Ребёнку уже есть 14 лет: нужен паспорт.
finding-born-in-future = Дата рождения ещё не наступила.
finding-age = Сертификат выдаётся детям от 5 до 17 лет.
finding-eighteen-soon = Скоро исполнится 18 лет: сертификат закончится.
finding-issued-in-future = Дата выдачи ещё не наступила.
finding-issued-before-birth = Документ выдан раньше рождения: проверьте даты.
finding-self-too-young = Сам за себя ребёнок обращается с 14 лет.
finding-phone-shape = Телефон набран не полностью: +7 и 10 цифр.
finding-phone-prefix = Телефон приведён к виду +7.
finding-email-shape = Так адрес почты не пишется.
finding-email-missing = Без почты выписку придётся только печатать.
verify-finding-suggestion = { $finding } Возможно: { $suggestion }
