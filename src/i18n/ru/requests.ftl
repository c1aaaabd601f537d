# Заявки на обучение: список, одна заявка, окна с вопросами.

## Действия, места, справка

action-mark-to-here = Отметить досюда
action-mark-to-here-help = Отметить все строки от последней отмеченной до этой.
action-mark-all = Отметить все
action-mark-all-help = Отметить все строки, подходящие под отбор; ещё раз — снять отметки.
action-confirm-request = Подтвердить
action-confirm-request-help = Подтвердить заявку или все отмеченные: семье уходит оферта, место занято.
action-refuse-request = Отклонить
action-refuse-request-help = Отклонить заявку или все отмеченные с указанием причины; средства возвращаются на сертификат.
action-withdraw-request = Отозвать
action-withdraw-request-help = Отозвать заявку по просьбе семьи.
action-conclude = Договор
action-conclude-help = Внести полученное заявление о зачислении и заключить договор.
action-change-group = Другая группа
action-change-group-help = Перевести ребёнка в другую группу того же модуля.
action-terminate = Расторгнуть
action-terminate-help = Внести уведомление о расторжении: договор действует до последнего дня месяца.
action-complete = Завершить
action-complete-help = Завершить договор, последний день которого прошёл.
action-submit-requests-help = Открыть заявку и всё, что о ней известно.
action-toggle-requests-help = Отметить заявку или снять отметку и перейти к следующей.
action-next-field-requests-help = Показать следующую часть списка.
action-previous-field-requests-help = Показать предыдущую часть списка.
action-next-field-request-help = Открыть следующую заявку списка.
action-previous-field-request-help = Открыть предыдущую заявку списка.
action-filter-requests-help = Отобрать заявки по программе, группе, сертификату, муниципалитету, ожиданию и препятствиям.

place-requests = Заявки на обучение
place-request = Заявка на обучение
help-here-requests = Сейчас: подтверждайте заявки одной клавишей или отметьте несколько; Enter открывает заявку.
help-here-request = Сейчас: прочитайте, что известно о заявке, и сделайте следующий шаг; бледных шагов здесь нет — показаны только возможные.

## Список

requests-part-unanswered = Новые
requests-part-offered = Оферты
requests-part-learning = Договоры
requests-part-ended = Прошлые
requests-part-problem = Препятствия
requests-part-all = Все
requests-sort-oldest = сначала старые
requests-sort-programme = по программе
requests-sort-group = по группе
requests-sort-age = по возрасту
requests-marked = отмечено: { $count }
requests-column-age = Лет
requests-column-kind = Вид
requests-column-balance = Остаток
requests-column-place = Группа и программа
requests-column-left = Мест
requests-column-others = Ещё
requests-column-result = Что вышло
requests-kind-accounting = учёт
requests-kind-financed = ПФ
requests-state-ends = расторгается
requests-filter-hint = { $key } — отбор по программе, группе, сертификату, муниципалитету, ожиданию
requests-filter-day = д
requests-filter-about = Слова в любом порядке: программа, группа, цифры сертификата, «нет мест», «7д» — ждут 7 дней
requests-empty = Здесь пусто: новые заявки появятся сами.
requests-nothing-selected = Заявка не выбрана: здесь пусто. Смените часть списка или отбор.
requests-unmarked = Отметки сняты.
requests-not-here = Этой заявки здесь нет: она другой организации или ещё не пришла из реестра. Обновите (Ctrl+R) и повторите.
requests-programme-unknown = программа ещё не пришла из реестра

requests-problem-refused = не принято
requests-problem-refused-help = Реестр не выполнил действие с этой заявкой.
requests-problem-no-places = нет мест
requests-problem-no-places-help = В группе не осталось мест: предложите другую группу.
requests-problem-age = возраст
requests-problem-age-help = Возраст ребёнка не подходит для программы.
requests-problem-no-funds = нет средств
requests-problem-no-funds-help = С сертификата ничего не оплачивается: всё платит семья.
requests-problem-late = ждёт долго
requests-problem-late-help = Заявка ждёт ответа больше пяти дней.

## Одна заявка

requests-details-title = Сертификат { $certificate }
requests-line-refused = Не выполнено
requests-line-act = Действие
requests-line-problem = Препятствие
requests-line-purse = Средства
requests-line-age = Возраст
requests-line-others = Ещё у ребёнка
requests-line-programme = Программа
requests-line-module = Модуль
requests-line-group = Группа
requests-line-schedule = Занятия
requests-line-days = Дни
requests-line-cost = Стоимость
requests-line-created = Создана
requests-line-confirmed = Подтверждена
requests-line-refusal = Отклонена
requests-line-contract = Договор
requests-line-termination = Расторжение
requests-line-ended = Окончание
requests-conflict = Раньше заявку изменил другой: { $who }, { $when } — { $what }. Решите, повторять ли действие.
requests-conflict-unknown = Раньше заявку изменил другой. Решите, повторять ли действие.
requests-offer-groups = Предложите семье другую группу: { $key }.
requests-purse = остаток { $balance } ₽, в резерве { $reserved } ₽, оплачено { $paid } ₽, номинал { $nominal } ₽
requests-age = { $age ->
    [one] { $age } год на первый день занятий
    [few] { $age } года на первый день занятий
   *[many] { $age } лет на первый день занятий
}
requests-programme = { $name } · { $register } · { $from }–{ $to } лет
requests-module = { $hours ->
    [one] { $name } · { $hours } час
    [few] { $name } · { $hours } часа
   *[many] { $name } · { $hours } часов
}
requests-group = { $name } · свободно мест: { $left } из { $places }
requests-days = с { $first } по { $last }
requests-cost = { $total } ₽ = сертификат { $certificate } ₽ + семья { $parents } ₽
requests-cost-month = { $total } = { $certificate } + { $parents }
requests-month-paid = оплачено
requests-month-1 = январь
requests-month-2 = февраль
requests-month-3 = март
requests-month-4 = апрель
requests-month-5 = май
requests-month-6 = июнь
requests-month-7 = июль
requests-month-8 = август
requests-month-9 = сентябрь
requests-month-10 = октябрь
requests-month-11 = ноябрь
requests-month-12 = декабрь
requests-weekday-1 = пн
requests-weekday-2 = вт
requests-weekday-3 = ср
requests-weekday-4 = чт
requests-weekday-5 = пт
requests-weekday-6 = сб
requests-weekday-7 = вс
requests-by-family = семья
requests-by-one-person = Создана и подтверждена одним сотрудником: это попадает в отчёт.
requests-contract = № { $number } от { $date }, заявление получено { $received }
requests-termination = Действует до { $effective }. Уведомление от { $notice }. { $why }

## Шаги

requests-given-confirm-request = Подтверждено: сертификат { $certificate }.
requests-given-refuse-request = Отклонено: сертификат { $certificate }.
requests-given-withdraw-request = Отозвано: сертификат { $certificate }.
requests-given-conclude = Договор заключён: сертификат { $certificate }.
requests-given-change-group = Группа изменена: сертификат { $certificate }.
requests-given-terminate = Внесено расторжение, сертификат { $certificate }: договор действует до { $day }.
requests-given-complete = Договор завершён: сертификат { $certificate }.
requests-lost = Не выполнено, сертификат { $certificate }. { $why }
requests-lost-place = Место заняли раньше, сертификат { $certificate }. { $why } Другие группы с местами: { $key }.
requests-lost-last = Место заняли раньше, сертификат { $certificate }. { $why } В других группах модуля мест тоже нет: предложите другую программу.

requests-whom = Сертификат { $certificate } · { $place }
requests-text = Пояснение
requests-text-help = Обязательно, если причина — «Другая причина».
requests-refuse-title = Отклонить заявку
requests-withdraw-title = Отозвать заявку
requests-withdraw-sure = Семья отказалась от заявки? Средства вернутся на сертификат.
requests-complete-title = Завершить договор
requests-complete-sure = Последний день обучения прошёл. Завершить договор?
requests-group-title = Другая группа
requests-group-about = Группы того же модуля, в которых есть места:
requests-group-full = В группе мест не осталось. Предложите семье другую группу: Enter переводит заявку и подтверждает её.
requests-group-choice = { $group } · мест: { $left } · { $when }
requests-group-none = В других группах этого модуля мест нет. Предложите другую программу или отклоните заявку.
requests-conclude-title = Заявление о зачислении получено
requests-conclude-number = Договор №
requests-conclude-number-help = Следующий номер Вашей организации. Если договор уже с номером, введите его.
requests-conclude-number-none = Свободных номеров на этом рабочем месте нет: введите номер с договора.
requests-conclude-date = Дата договора
requests-conclude-received = Получено
requests-conclude-received-help = День, когда семья принесла подписанное заявление.
requests-terminate-title = Расторжение договора
requests-terminate-notice = Уведомление от
requests-terminate-notice-help = Договор действует до последнего дня месяца уведомления.
requests-terminate-effective = { $certificate }: при уведомлении сегодня договор действует до { $day }.

## Отмеченные

requests-confirm-marked = Подтвердить отмеченные
requests-refuse-marked = Отклонить отмеченные
requests-summary-confirm = Отмечено: { $marked }. Можно подтвердить: { $passing }.
requests-summary-refuse = Отмечено: { $marked }. Можно отклонить: { $passing }.
requests-summary-places = Займут мест: { $places }, групп: { $groups }; заполнятся до конца: { $full }.
requests-summary-money = С сертификатов { $certificates } ₽, с семей { $parents } ₽.
requests-summary-returned = Вернётся на сертификаты: { $certificates } ₽.
requests-summary-refused = Нельзя ({ $count }): { $why }
requests-summary-rest = Нельзя по другим причинам: { $count }.
requests-results = Выполнено: { $applied }. Ждут реестра: { $waiting }. Нельзя: { $refused }.
requests-results-groups = { $key } — другие группы с местами.
requests-results-open = { $key } — открыть заявку.
requests-elsewhere = Уже изменено другим или не сохранено: посмотрите заявку.

## В исходящих

act-request = Заявка
act-programme = Программа
act-municipality = Муниципалитет
act-contract = Договор
act-notice = Уведомление от
act-do-elsewhere = Исправьте причину и сделайте шаг снова: { $reopen } — открыть. { $retry } — повторить как есть. { $dismiss } — убрать.
outbox-not-here = ещё не пришло
