# Слова о программах, заявках на обучение и деньгах. Отказы сказаны так, что их можно прочитать родителю.

## Состояния заявки и договора

request-state-new = Создан, ожидает подтверждения
request-state-confirmed = Подтвержден, ожидает заключения
request-state-concluded = Действует
request-state-terminated = Прекратил действие
request-state-refused = Отклонен без заключения

## То же в узкой графе списка, не длиннее 12 знаков

request-state-short-new = создан
request-state-short-confirmed = подтверждён
request-state-short-concluded = действует
request-state-short-terminated = прекращён
request-state-short-refused = отклонён

ending-completed = Обучение завершено
ending-by-family = Расторгнут семьёй
ending-by-organisation = Расторгнут организацией

party-family = Семья
party-organisation = Организация

## Программа

programme-state-draft = Черновик
programme-state-on-review = На рассмотрении
programme-state-published = Опубликована
programme-state-refused = Отказано в сертификации
programme-state-archived = В архиве

programme-state-short-draft = черновик
programme-state-short-on-review = рассмотрение
programme-state-short-published = опубликована
programme-state-short-refused = отказано
programme-state-short-archived = в архиве

register-pre-professional = Предпрофессиональные
register-significant = Значимые
register-general-development = Общеразвивающие
register-certified = Сертифицированные
register-paid = Платные

direction-robotics = Техническая (робототехника)
direction-technical = Техническая (иная)
direction-science = Естественнонаучная
direction-sports = Физкультурно-спортивная
direction-arts = Художественная
direction-tourism = Туристско-краеведческая
direction-social = Социально-педагогическая

study-form-full-time = Очная
study-form-part-time = Очно-заочная
study-form-extramural = Заочная
study-form-full-time-remote = Очная с дистанционными технологиями
study-form-part-time-remote = Очно-заочная с дистанционными технологиями
study-form-extramural-remote = Заочная с дистанционными технологиями

health-deaf = Глухие
health-hard-of-hearing = Слабослышащие
health-blind = Слепые
health-low-vision = Слабовидящие
health-speech = С тяжёлыми нарушениями речи
health-musculoskeletal = С нарушениями опорно-двигательного аппарата
health-mental-delay = С задержкой психического развития
health-intellectual = С умственной отсталостью
health-autism = С расстройствами аутистического спектра
health-multiple = С тяжёлыми множественными нарушениями

## Действия

command-save-programme = Сохранение программы
command-send-programme = Отправка программы на рассмотрение
command-publish-programme = Публикация программы
command-approve-programme = Сертификация программы
command-refuse-programme = Отказ в сертификации программы
command-revise-programme = Возврат программы в черновики
command-archive-programme = Перенос программы в архив
command-set-enrolment = Открытие или закрытие зачисления
command-set-price = Установка цены модуля
command-save-group = Сохранение группы
command-archive-group = Закрытие группы
command-enrol = Создание заявки на обучение
command-confirm-request = Подтверждение заявки
command-refuse-request = Отклонение заявки
command-withdraw-request = Отзыв заявки семьёй
command-conclude = Заключение договора
command-terminate = Расторжение договора
command-change-group = Смена группы
command-complete = Завершение договора
command-set-period = Установка периода
command-set-certificate-group = Изменение группы сертификатов
command-set-agreement = Соглашение с организацией
command-set-price-percent = Предел цены модуля
command-assign-group = Назначение группы сертификату
command-join-waiting-list = Постановка в очередь на средства
command-leave-waiting-list = Снятие с очереди на средства

## Причины

programme-refuse-reason-incomplete = Сведения неполны
programme-refuse-reason-price = Стоимость не обоснована
programme-refuse-reason-ages = Возраст указан неверно
programme-refuse-reason-content = Содержание не соответствует требованиям
programme-refuse-reason-other = Другая причина

request-refuse-reason-no-places = Нет свободных мест
request-refuse-reason-age = Возраст ребёнка не подходит
request-refuse-reason-health = Ограничения по здоровью
request-refuse-reason-group-cancelled = Группа не открыта
request-refuse-reason-offer-overdue = Истёк срок принятия оферты
request-refuse-reason-family-asked = По просьбе семьи
request-refuse-reason-certificate-suspended = Сертификат приостановлен
request-refuse-reason-other = Другая причина

terminate-reason-family-asked = По просьбе семьи
terminate-reason-moved = Переезд
terminate-reason-unlawful-admission = Незаконное зачисление
terminate-reason-arrears = Просрочена оплата
terminate-reason-childs-conduct = Действия или бездействие ребёнка
terminate-reason-certificate-suspended = Сертификат приостановлен
terminate-reason-authority = Распоряжение уполномоченного органа
terminate-reason-other = Другая причина

## Почему действие не выполнено

refusal-not-published = Программа не опубликована, записаться на неё нельзя. Выберите другую программу.
refusal-enrolment-closed = Зачисление на этот модуль закрыто. Выберите другой модуль или откройте зачисление.
refusal-group-archived = Группа больше не набирает детей. Выберите другую группу.
refusal-group-full = В группе не осталось свободных мест. Выберите другую группу.
refusal-programme-full = На программе не осталось свободных мест. Выберите другую программу.
refusal-organisation-full = Организация набрала всех детей, которых может учить по соглашению. Выберите другую организацию.
refusal-no-agreement = У организации нет действующего соглашения с муниципалитетом на этот период. Сначала его заключают, до тех пор выберите другую программу.
refusal-no-period = Дни занятий не попадают целиком в один период программы. Выберите дни внутри одного периода.
refusal-days-outside = Выбранные дни не входят в период занятий группы или уже прошли. Выберите дни из этого периода.
refusal-no-funds = На сертификате нет свободных средств. Выберите бесплатную программу.
refusal-no-certificate-group = Для сертификата не предусмотрены средства на этот период. Муниципалитет назначает ему группу.
refusal-certificate-group-full = Средства для новых сертификатов закончились. Поставьте сертификат в очередь.
refusal-second-request = По этому сертификату уже есть заявка или договор на этот модуль. Откройте их.
refusal-certificate-state = С этим сертификатом записаться нельзя. Посмотрите его состояние.
refusal-outside-ages = Возраст ребёнка не подходит для программы. Выберите другую программу.
refusal-contract-number = Укажите номер договора, не длиннее 20 знаков.
refusal-contract-number-taken = Договор с таким номером за этот год уже есть. Возьмите следующий номер.
refusal-contract-date = Дата ещё не наступила или выходит за срок заявки или договора. Проверьте дату.
refusal-ends-already = Об окончании этого договора уже уведомили. Посмотрите уведомление.
refusal-not-over = Последний день обучения ещё не прошёл. Если обучение прекращается раньше, расторгните договор.
refusal-other-module = Нужна группа того же модуля. Выберите её.
refusal-price-bounds = Такая цена недопустима. Укажите цену больше нуля и не выше предельной.
refusal-price-missing = У модуля нет цены. Сначала установите её.
refusal-no-prices = В этом реестре у программ нет цен. Не указывайте цену.
refusal-group-missing = Нет другой действующей группы. Сначала добавьте группу.
refusal-review-needed = Программы этого реестра сначала рассматривают. Отправьте программу на рассмотрение.
refusal-no-review = Программы этого реестра не рассматривают. Опубликуйте программу.
refusal-incomplete = Заполнено не всё или есть ошибки. Исправьте.
refusal-in-use = Есть незавершённые заявки или договоры. Сначала отклоните, расторгните или переведите их.
refusal-periods-overlap = Период пересекается с другим. Измените его дни.
refusal-limit-below-use = Занято больше, чем допускает новый предел. Укажите больший.
refusal-unknown = Такого модуля, такой группы или такого периода нет. Откройте запись заново.
refusal-percent = Укажите процент от 1 до 1000.

refusal-with-state = { $refusal } Состояние: { $state }.
refusal-with-ages = { $refusal } На первый день занятий ребёнку { $age ->
        [one] { $age } год
        [few] { $age } года
        [many] { $age } лет
       *[other] { $age } года
    }, программа принимает детей от { $from } до { $to } лет.
refusal-with-price = { $refusal } Предельная цена: { $price } ₽.
refusal-with-gaps = { $refusal } Поля: { $fields }.
refusal-with-requests = { $refusal } Заявок и договоров: { $count }.

## Поля программы и средств, которые надо исправить

gap-name = Название программы
gap-year = Учебный год
gap-ages = Возраст (от 5 до 17 лет)
gap-limit = Предел зачисления
gap-modules = Модули
gap-module-id = Номер модуля
gap-module-name = Название модуля
gap-months = Месяцы
gap-hours = Часы
gap-normative-price = Нормативная стоимость
gap-children = Число детей (наименьшее и наибольшее)
gap-group-id = Номер группы
gap-group-name = Название группы
gap-group-period = Период группы
gap-schedule = Расписание
gap-places = Места
gap-period = Дни периода
gap-nominal = Номинал
gap-sum-limit = Предел суммы
gap-agreement-number = Номер соглашения
gap-in-module = модуль { $module }: { $gap }
gap-in-group = модуль { $module }, группа { $group }: { $gap }
