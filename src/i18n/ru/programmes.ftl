# Панель программ: список, открытая программа, бланк, действия сразу с несколькими.

## Клавиши и места

action-create-programme = Новая программа
action-create-programme-help = Начать черновик новой программы.
action-copy-programme = На новый год
action-copy-programme-help = Сделать черновик той же программы на следующий учебный год: модули и группы переходят, дни сдвигаются на год, цены ставят заново.
action-save-programme = Сохранить
action-save-programme-help = Сохранить набранное, если всё заполнено верно; иначе перейти к первой ошибке.
action-send-programme = На рассмотрение
action-send-programme-help = Отправить черновик на рассмотрение; решает другой сотрудник.
action-publish-programme = Опубликовать
action-publish-programme-help = Опубликовать программу реестра, который не требует рассмотрения.
action-approve-programme = Сертифицировать
action-approve-programme-help = Принять программу, которая на рассмотрении, и опубликовать её.
action-refuse-programme = Отказать
action-refuse-programme-help = Отказать в сертификации с указанием причины.
action-revise-programme = В черновики
action-revise-programme-help = Вернуть программу, которой отказали, в черновики, чтобы исправить.
action-archive-programme = В архив
action-archive-programme-help = Убрать программу из навигатора; договоры по ней продолжаются.
action-open-enrolment = Открыть зачисление
action-open-enrolment-help = Открыть зачисление: на строке модуля — на него, на строке программы — на все её модули, в списке — по всем отмеченным.
action-close-enrolment = Закрыть зачисление
action-close-enrolment-help = Закрыть зачисление: на строке модуля — на него, на строке программы — на все её модули, в списке — по всем отмеченным.
action-set-price = Цена
action-set-price-help = Установить цену модуля; прежние цены остаются в истории, в поданных заявках цена не меняется.
action-add-group = Новая группа
action-add-group-help = Добавить группу в модуль опубликованной программы.
action-edit-group = Изменить группу
action-edit-group-help = Изменить дни, расписание и места выбранной группы.
action-archive-group = Закрыть группу
action-archive-group-help = Закрыть группу для новых детей.
action-correct-programme-help = Открыть бланк программы, пока она не опубликована.
action-changes-programme-help = Открыть список действий с программой, модулем или группой.
action-submit-programme-help = Открыть список действий с выбранной строкой.
action-submit-programmes-help = Открыть выбранную программу или продолжить начатую.
action-submit-programme-form-help = Перейти к следующему полю; на модуле или группе — открыть их.
action-toggle-programmes-help = Отметить программу, чтобы сделать что-то сразу с несколькими.
action-discard-programme-form-help = Убрать выбранный модуль или группу; их можно вернуть.
action-undo-programme-form-help = Вернуть прежнее значение поля или убранный модуль.
action-export-list-programme-help = Сохранить группы программы в файл таблицы.

place-programmes = Программы
place-programme = Программа
place-programme-form = Бланк программы
help-here-programmes = Сейчас: выберите программу и нажмите Enter; отметьте несколько, чтобы открыть или закрыть зачисление сразу.
help-here-programme = Сейчас: выберите строку — программу, модуль или группу — и действие с ней; Enter показывает, что можно сделать.
help-here-programme-form = Сейчас: заполните поля; на строке модуля или группы Enter открывает их, Esc ведёт обратно. Набранное сохраняется само.

# В нижней строке экрана, короче подписей у клавиш.
bar-open-programmes = Прогр.
bar-open-queue = Заявления
bar-open-activation = Актив.
bar-open-outbox = Исх.

## Список

programmes-part-all = все
programmes-part-draft = черновики
programmes-part-on-review = рассмотрение
programmes-part-published = опубликованы
programmes-part-refused = отказано
programmes-part-archived = архив
programmes-sort-year = по годам
programmes-sort-name = по названию
programmes-sort-state = по состоянию
programmes-sort-free = по местам
programmes-sort-register = по реестрам

programmes-column-name = Программа
programmes-column-state = Состояние
programmes-column-register = Реестр
programmes-column-year = Год
programmes-column-ages = Лет
programmes-column-open = Откр
programmes-column-places = Места
programmes-column-price = Цена от
programmes-column-module-price = Цена
programmes-filter-hint = { $key } — отбор по названию, реестру, направленности, состоянию, году, возрасту
programmes-column-direction = Направленность
programmes-column-modules = Модулей
programmes-column-groups = Групп
programmes-column-taken = Занято мест
programmes-column-places-all = Всего мест
programmes-column-line = Модуль, группа
programmes-column-enrolment = Зачисление
programmes-column-normative = Норматив
programmes-column-when = Когда
programmes-column-module = Модуль
programmes-column-group = Группа
programmes-column-period = Период
programmes-column-outcome = Что с ней

register-short-pre-professional = предпроф.
register-short-significant = значимые
register-short-general-development = общеразв.
register-short-certified = сертиф.
register-short-paid = платные

weekday-short-1 = пн
weekday-short-2 = вт
weekday-short-3 = ср
weekday-short-4 = чт
weekday-short-5 = пт
weekday-short-6 = сб
weekday-short-7 = вс

programmes-empty = Программ здесь нет. Начните новую: { $key }.
programmes-empty-reading = Программ здесь нет.
programmes-none-selected = Сначала выберите программу.
programmes-not-saved-yet = Эта программа ещё не сохранена: откройте её, допишите и сохраните.
programmes-unnamed = Без названия
programmes-typed = набирается
programmes-begun = Программа набирается и ещё не сохранена. { $key } — продолжить.
programmes-told = «{ $name }»: { $register }; { $direction }; { $organisation }; модулей { $modules }, групп { $groups }.
programmes-marked = Отмечено: { $count }. { $open } — открыть зачисление, { $close } — закрыть, { $copy } — скопировать на новый год, { $cancel } — снять отметки.

## Открытая программа

programmes-ages = { $ages } лет
programmes-limit = детей не больше { $limit }
programmes-health = ОВЗ: { $health }
programmes-whole = Программа целиком
programmes-open = открыто
programmes-closed = закрыто
programmes-months-hours = { $months } мес., { $hours } ч
programmes-group-archived = закрыта
programmes-children = Детей в группе: от { $min } до { $max }.
programmes-prices = Цены: { $prices }.
programmes-price-since = { $price } с { $since } ({ $clerk })
programmes-published-on = Опубликована { $date }.
programmes-group-told = Группа № { $number } «{ $name }», { $days }. { $schedule }
programmes-hinders = Зачисление пока не открыть. { $why }
programmes-refused = Отказано: { $reason }. { $text }
programmes-gaps = Публикации мешает: { $fields }.
programmes-gone = Этой программы здесь больше нет. Esc — к списку.
programmes-of-another = Это программа другой организации: изменить её могут только там.
programmes-wrong-state = Сейчас это нельзя. Состояние программы: { $state }.
programmes-same-person = Эту программу отправили на рассмотрение Вы, решает другой сотрудник.
programmes-why-state = не в этом состоянии
programmes-why-done = уже сделано
programmes-no-module = Выберите строку модуля.
programmes-no-group = Выберите строку группы.
programmes-saved = { $what }: сохранено. «{ $name }»

## Вопросы

programmes-price = Цена, ₽
programmes-price-help = Рубли и копейки: 4500 или 4 500,50
programmes-price-about = Модуль «{ $module }». Нормативная стоимость { $normative } ₽, предел { $percent } %: не больше { $highest } ₽.
programmes-price-about-paid = Модуль «{ $module }». Платит семья; не больше { $highest } ₽.
programmes-not-an-amount = Это не сумма: наберите рубли цифрами, копейки после запятой.
programmes-refuse-about = Организация прочитает причину и пояснение.
programmes-refuse-text = Пояснение
programmes-refuse-text-help = Что исправить; для «Другая причина» обязательно
programmes-sure-publish = Опубликовать «{ $name }»? После публикации меняют только группы, цены и зачисление.
programmes-sure-approve = Сертифицировать «{ $name }» и опубликовать? После публикации меняют только группы, цены и зачисление.
programmes-sure-archive = Убрать «{ $name }» в архив? Новых заявок не будет, договоры продолжаются. Вернуть из архива нельзя.
programmes-sure-archive-group = Закрыть группу «{ $name }» для новых детей? Открыть её снова нельзя.
programmes-copy-about = Новый черновик «{ $name }» на { $year } учебный год. Переходят модули: { $modules }, действующие группы: { $groups }; дни занятий сдвигаются на год.
programmes-copy-prices = Цены не переносятся: установите их заново. Зачисление закрыто.
programmes-copy-again = Программа с этим названием на тот год уже есть.

## Сразу с несколькими

programmes-batch-before = Будет сделано: { $ready }, нельзя: { $hindered }. { $yes } — выполнить, { $no } — отказаться.
programmes-batch-after = Выполнено: { $done }, ждёт реестра: { $waits }, не сделано: { $not }. { $yes } — к списку.
programmes-batch-open = откроется модулей: { $some } из { $all }
programmes-batch-close = закроется модулей: { $some } из { $all }
programmes-batch-copy = черновик на { $year }; цены заново
programmes-batch-again = такая программа на тот год уже есть, будет вторая
programmes-batch-opened = зачисление уже открыто
programmes-batch-closed = зачисление уже закрыто
programmes-batch-nothing = Ни с одной из программ этого сделать нельзя; причины — в строках.
programmes-not-written = не записано на диск, повторите

## Бланк

programme-form-programme = { $name }
programme-form-module = Модуль { $number }. { $name }
programme-form-group = Группа { $number }. { $name }
programme-form-group-name = Группа { $number }
programme-form-unnamed = Новая программа
programme-form-module-told = { $months } мес., { $hours } ч, групп: { $groups }
programme-form-group-told = { $first }–{ $last }, мест { $places }
programme-form-add-module = + Добавить модуль
programme-form-add-group = + Добавить группу
programme-form-complete = всё заполнено
programme-form-left = исправить: { $count }
programme-form-again = Продолжаем с того, что было набрано.
programme-form-kept = Набранное сохранено на этом рабочем месте.
programme-form-removed = Убрано: { $name }. { $key } — вернуть.
programme-form-nothing-to-remove = Убирают модуль или группу: выберите их строку.
programme-form-paste = Этот текст сюда не подходит.
programme-form-no-errors = Ошибок нет. { $key } — сохранить.
programme-form-unchanged = Ничего не изменено.
programme-form-not-finished = { $count ->
    [one] Исправьте { $count } поле
    [few] Исправьте { $count } поля
   *[many] Исправьте { $count } полей
}. { $key } — к следующему.

programme-field-name = Название
programme-field-register = Реестр
programme-field-year = Учебный год с
programme-field-direction = Направленность
programme-field-study-form = Форма обучения
programme-field-age-from = Возраст от
programme-field-age-to = Возраст до
programme-field-health = Ограничения здоровья
programme-field-limit = Детей не больше
programme-field-description = Описание
programme-field-module-name = Название модуля
programme-field-months = Месяцев
programme-field-hours = Часов
programme-field-normative-price = Норматив, ₽
programme-field-children-min = Детей от
programme-field-children-max = Детей до
programme-field-results = Результаты
programme-field-group-name = Название группы
programme-field-first = Первый день
programme-field-last = Последний день
programme-field-places = Мест
programme-field-monday = Понедельник
programme-field-tuesday = Вторник
programme-field-wednesday = Среда
programme-field-thursday = Четверг
programme-field-friday = Пятница
programme-field-saturday = Суббота
programme-field-sunday = Воскресенье

programme-help-name = Название, как его увидят семьи.
programme-help-year = Год, в котором учебный год начинается, например 2026.
programme-help-age-from = Полных лет на первый день занятий, от 5 до 17.
programme-help-age-to = Полных лет на первый день занятий, от 5 до 17.
programme-help-limit = Сколько детей программа принимает всего; пусто — сколько мест в группах.
programme-help-description = О чём программа; можно оставить пустым.
programme-help-module-name = Название части программы, на которую заключают договор.
programme-help-months = Сколько месяцев идёт модуль.
programme-help-hours = Сколько часов в модуле.
programme-help-normative-price = Нормативная стоимость модуля: 4500 или 4 500,50. Цену устанавливают потом.
programme-help-children-min = Наименьшее число детей в группе.
programme-help-children-max = Наибольшее число детей в группе.
programme-help-results = Чему ребёнок научится; можно оставить пустым.
programme-help-group-name = Название или номер группы.
programme-help-first = Первый день занятий группы.
programme-help-last = Последний день занятий группы.
programme-help-places = Сколько детей в группе.
programme-help-lessons = Время и место: 15:00-16:30 каб. 5. Несколько занятий — через точку с запятой. Пусто — в этот день занятий нет.
programme-help-child = Enter — открыть, Delete — убрать.
programme-help-add = Enter — добавить.

programme-fault-name = Впишите название.
programme-fault-choice = Выберите одно из значений: буквой, цифрой или стрелками.
programme-fault-year = Впишите год начала учебного года, от 2018 до 2100.
programme-fault-ages = Впишите возраст от 5 до 17 лет: сначала меньший, потом больший.
programme-fault-limit = Впишите число больше нуля или оставьте пустым.
programme-fault-modules = Добавьте хотя бы один модуль.
programme-fault-months = Впишите число месяцев.
programme-fault-hours = Впишите число часов.
programme-fault-normative = Впишите нормативную стоимость рублями: 4500 или 4 500,50. У сертифицированной она больше нуля.
programme-fault-children = Впишите число детей: сначала наименьшее, потом наибольшее.
programme-fault-period = Впишите дни занятий: первый раньше последнего, оба в этом учебном году.
programme-fault-places = Впишите число мест.
programme-fault-lesson = Впишите время занятия, например 15:00-16:30 каб. 5.
programme-fault-lesson-order = Занятие кончается раньше, чем начинается. Исправьте время.
programme-fault-lessons-collide = Два занятия приходятся на одно время. Исправьте одно из них.
programme-fault-inside = Внутри есть что исправить. Enter — открыть.
