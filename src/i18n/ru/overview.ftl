# Сводка: цифры для руководителя.

place-overview = Сводка
help-here-overview = Сейчас: цифры для руководителя. Стрелки влево и вправо ведут к следующим цифрам, вверх и вниз — по видам работы и строкам. Цифры берутся из реестра, когда панель открыта или по клавише; без связи видны последние.
help-overview-scope = Можно смотреть свою организацию или весь муниципалитет, за неделю, месяц или учебный год.
help-overview-table = То же самое показывается таблицей и выгружается в файл таблицы, без имён детей и сотрудников.

action-overview-table = Таблица
action-overview-table-help = Показать те же цифры таблицей или снова диаграммой.
action-overview-scope = Охват
action-overview-scope-help = Показать свою организацию или весь муниципалитет.
action-next-period-overview-help = Показать неделю, месяц или учебный год.
action-submit-overview-help = Показать те же цифры таблицей или снова диаграммой.
action-retry-overview-help = Взять цифры из реестра заново.
action-export-list-overview-help = Сохранить эти цифры таблицей в файл, без имён.

overview-figure-days = Заявки по дням
overview-figure-waiting = Ожидание
overview-figure-places = Места
overview-figure-money = Деньги
overview-figure-clerks = Сотрудники

overview-as-chart = диаграмма
overview-as-table = таблица
overview-always-table = В простом режиме цифры всегда стоят таблицей.
overview-whole-municipality = Все организации: { $name }
overview-period-week = неделя { $first }–{ $last }
overview-period-month = { $month } { $year }
overview-period-year = { $from }/{ $to } учебный год
overview-at = на { $when }
overview-asking = Реестр спрошен, цифры придут.
overview-kept = Это прошлые цифры; новые придут из реестра.
overview-kept-no-line = Нет связи с реестром: это прошлые цифры. { $key } — спросить ещё раз.
overview-no-line = Нет связи с реестром, а прошлых цифр у этого рабочего места нет. { $key } — спросить ещё раз.
overview-not-answered = Реестр не дал цифр: он не показывает их этому рабочему месту или не отвечает. { $key } — спросить ещё раз.
overview-nothing = За это время ничего нет. { $period } — другой период, { $scope } — своя организация или весь муниципалитет.

overview-work-request-came = Новые заявки
overview-work-request-confirmed = Подтверждено
overview-work-concluded = Договоров
overview-work-request-refused = Отклонено
overview-work-application-came = Подано заявлений
overview-work-application-accepted = Принято
overview-work-activated = Активировано
overview-work-application-returned = Возвращено
overview-work-application-rejected = Отказано
overview-short-request-came = Заяв.
overview-short-request-confirmed = Подтв.
overview-short-concluded = Догов.
overview-short-request-refused = Откл.
overview-short-application-came = Подано
overview-short-application-accepted = Прин.
overview-short-activated = Актив.
overview-short-application-returned = Возвр.
overview-short-application-rejected = Отказ

overview-waits-answer = Заявки ждут ответа
overview-waits-signature = Заявки ждут подписи
overview-waits-paper = Заявления ждут бумаги
overview-waits-activation = Ждут активации
overview-short-waits-answer = Заявки: ответ
overview-short-waits-signature = Заявки: подпись
overview-short-waits-paper = Заявления: бумага
overview-short-waits-activation = Активация
overview-age-today = сегодня
overview-age-days = { $from }–{ $to } дн.
overview-age-over = больше { $days } дн.

overview-column-day = День
overview-column-waiting = Ожидание
overview-column-total = Всего
overview-column-applications = Заявления
overview-column-requests = Заявки
overview-column-organisation = Организация
overview-column-programme = Программа
overview-column-group = Группа
overview-column-taken = Занято
overview-column-places = Мест
overview-column-free = Свободно
overview-column-percent = %
overview-column-month = Месяц
overview-column-paid = Оплачено
overview-column-reserved = В резерве
overview-column-parents = Доля родителей
overview-column-clerk = Сотрудник
overview-column-clerk-number = Номер сотрудника
overview-column-clerk-name = ФИО сотрудника
overview-month = { $month } { $year }
overview-register-itself = Семьи и реестр
overview-other-groups = Ещё { $count ->
    [one] { $count } группа
    [few] { $count } группы
   *[many] { $count } групп
}

overview-days-sum = { $kind }: { $total } за период
overview-days-best = больше всего { $when }: { $count }
overview-waiting-sum = Ждут сейчас: заявок { $requests }, заявлений { $applications }
overview-places-sum = Занято { $taken } из { $places } мест ({ $percent } %), групп: { $groups }
overview-place = { $taken } из { $places }
overview-money-sum = Оплачено { $paid }, в резерве { $reserved }, доля родителей { $parents }
overview-clerks-sum = Сделано за период: { $total }, сотрудников: { $count }
