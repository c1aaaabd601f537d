# Слова предметной области. Ключ — область и код значения, подчёркивания и точки заменены дефисами.

## Состояния заявления

application-state-draft = Черновик
application-state-submitted = Подано
application-state-awaiting-paper = Ожидает подписанного заявления
application-state-accepted = Принято и зарегистрировано
application-state-confirmed = Подтверждено
application-state-expired = Срок предоставления истёк
application-state-withdrawn = Отозвано заявителем
application-state-rejected = Отказано
application-state-returned = Возвращено на доработку

## То же в узкой графе списка, не длиннее 12 знаков

application-state-short-draft = черновик
application-state-short-submitted = подано
application-state-short-awaiting-paper = ждёт бумагу
application-state-short-accepted = принято
application-state-short-confirmed = подтверждено
application-state-short-expired = просрочено
application-state-short-withdrawn = отозвано
application-state-short-rejected = отказано
application-state-short-returned = возвращено

## Сертификат

certificate-state-reserved = Зарезервирован, не активирован
certificate-state-active = Действует
certificate-state-suspended = Приостановлен
certificate-state-excluded = Исключён из реестра
certificate-state-superseded = Заменён другим сертификатом
certificate-state-expired = Срок действия истёк
certificate-state-released = Номер освобождён
certificate-state-short-suspended = приостановл.
certificate-state-short-excluded = исключён
certificate-state-short-superseded = объединён
certificate-state-short-expired = истёк

certificate-kind-accounting = Сертификат учёта
certificate-kind-financed = Сертификат персонифицированного финансирования

## Похожие записи

duplicate-unknown = Реестр ещё не ответил
duplicate-clear = Похожих записей нет
duplicate-suspected = Есть похожие записи
duplicate-resolved = Решено: разные дети

## Сверка

check-match = совпадает
check-mismatch = расходится
check-not-checked = не сверено
check-kind-paper-documents = Заявление и документы
check-kind-paper-register = Заявление и реестр

source-portal = Подано через портал
source-desk = Оформлено у стойки
source-import = Загружено из файла

## Команды

command-submit = Подача заявления
command-verify = Сверка
command-accept = Приём и регистрация
command-activate = Активация сертификата
command-reject = Отказ
command-return = Возврат на доработку
command-withdraw = Отзыв заявления
command-expire = Закрытие по сроку
command-resolve-duplicate = Решение о похожих записях
command-suspend = Приостановка сертификата
command-restore = Возобновление сертификата
command-exclude = Исключение из реестра
command-correct = Исправление заявления
command-change-data = Изменение данных
command-reissue = Повторная выдача выписки
command-merge = Объединение сертификатов
command-transfer-certificate = Перевод в другой муниципалитет
command-send-mail = Отправка письма
command-issue-password = Выдача пароля семье
command-take-over = Передача заявления себе
command-note-shown = Просмотр персональных данных
command-note-printed = Печать персональных данных

## Почему действие не выполнено

refusal-not-allowed = У вас нет права на это действие. Обратитесь к сотруднику, у которого оно есть.
refusal-not-found = Такой записи у вас нет. Проверьте номер.
refusal-number-taken = Запись с таким номером уже есть. Возьмите следующий номер.
refusal-wrong-state = В этом состоянии действие невозможно. Откройте запись заново и посмотрите, что изменилось.
refusal-consents-missing = Заявитель дал не все согласия. Попросите отметить их в заявлении.
refusal-documents-incomplete = Комплект документов неполный. Попросите недостающее или верните заявление на доработку.
refusal-not-checked = Сверены не все поля. Сверьте оставшиеся с документами.
refusal-mismatched = Данные расходятся с документами. Верните заявление на доработку.
refusal-duplicate-unresolved = Есть похожие записи. Решение принимает другой сотрудник с правом «Решение о похожих записях».
refusal-same-person = Решение принимает другой сотрудник: не тот, кто принимает заявление или отправил программу на рассмотрение. Попросите его.
refusal-no-duplicate = Похожих записей нет, решение не требуется.
refusal-journal-number = Укажите номер записи в журнале, не длиннее 20 знаков.
refusal-journal-number-taken = Такой номер в журнале за этот год уже есть. Возьмите следующий.
refusal-journal-date = Дата записи в журнале раньше заявления или ещё не наступила. Проверьте дату.
refusal-paper-overdue = Срок предоставления заявления истёк. Попросите подать новое заявление.
refusal-age = Сертификат выдаётся детям от 5 до 17 лет включительно. Проверьте дату рождения.
refusal-other-channel = Заявления принимаются только по защищённому каналу. Подключите ViPNet и дайте действие снова.
refusal-text-missing = С этой причиной нужно пояснение. Напишите, что не так.
refusal-working-contracts = По сертификату есть действующие договоры. Сначала расторгните их.
refusal-invalid = В заявлении есть ошибки. Исправьте отмеченные поля.
refusal-nothing-changed = Ничего не изменилось. Введите новые сведения или выйдите.
refusal-paper-missing = С этой причиной нужно подписанное заявление. Зарегистрируйте его в журнале.
refusal-not-one-child = Сертификаты выданы разным детям. Проверьте оба номера.
refusal-other-certificate = Сертификат, который должен остаться, не действует. Проверьте его номер.
refusal-municipality = Сертификат уже обслуживается там, или такого муниципалитета нет. Проверьте код.
refusal-no-address = Адрес электронной почты не указан. Введите его.
refusal-later-password = Действует пароль, выданный позже. Напечатайте выписку ещё раз.
refusal-weak-hash = Пароль зашифрован слабее, чем требует реестр. Обновите программу.
refusal-depends-on-refused = Предыдущее действие с этой записью отклонено. Сначала разберитесь с ним.
refusal-not-understood = Реестр не знает этого действия. Обновите программу или реестр и повторите действие.
refusal-register-failed = Реестр не смог выполнить это действие, причина записана на сервере. Сообщите администратору, затем повторите.

refusal-with-fields = { $refusal } Поля: { $fields }.
refusal-with-consents = { $refusal } Нет отметки: { $consents }.
refusal-with-capability = { $refusal } Нужно право «{ $capability }».
refusal-with-contracts = { $refusal } Действующих договоров: { $count }.

## Права

capability-application-search = Поиск заявлений
capability-application-create = Оформление заявлений
capability-application-accept = Приём и регистрация заявлений
capability-application-reject = Отказ по заявлению
capability-application-return = Возврат заявления на доработку
capability-application-correct = Исправление заявления
capability-application-takeover = Перевод заявления коллеги на себя
capability-application-resolve-duplicate = Решение о похожих записях
capability-certificate-activate = Активация сертификатов
capability-certificate-suspend = Приостановка и исключение сертификатов
capability-certificate-reissue = Переоформление сертификатов
capability-personal-view = Просмотр персональных данных
capability-programme-edit = Ведение программ
capability-programme-publish = Публикация программ
capability-programme-review = Рассмотрение программ
capability-module-price = Установка цены модуля
capability-enrolment-view = Просмотр заявок на обучение
capability-enrolment-create = Создание заявок на обучение
capability-enrolment-confirm = Подтверждение заявок на обучение
capability-enrolment-refuse = Отклонение заявок на обучение
capability-contract-conclude = Заключение договоров
capability-contract-terminate = Расторжение договоров
capability-print = Печать
capability-report-view = Просмотр отчётов
capability-settings-edit = Изменение настроек
capability-clerk-admin = Управление сотрудниками
capability-audit-view = Просмотр журнала действий

## Разделы и поля заявления

section-application = Заявление
section-child = Ребёнок
section-child-document = Документ ребёнка
section-applicant = Заявитель
section-applicant-document = Документ заявителя
section-consents = Согласия
section-document-set = Комплект документов

field-application-number = Номер заявления
field-application-date = Дата заявления
field-certificate-number = Номер сертификата
field-child-surname = Фамилия
field-child-name = Имя
field-child-patronymic = Отчество
field-child-birth-date = Дата рождения
field-child-snils = СНИЛС
field-child-address = Адрес регистрации
field-child-category = Категория ребёнка
field-child-document-kind = Вид документа
field-child-document-series = Серия
field-child-document-number = Номер
field-child-document-issued-at = Дата выдачи
field-child-document-issuer = Кем выдан
field-applicant-surname = Фамилия
field-applicant-name = Имя
field-applicant-patronymic = Отчество
field-applicant-relation = Кем приходится
field-applicant-birth-date = Дата рождения
field-applicant-address = Адрес регистрации
field-applicant-phone = Телефон
field-applicant-email = Электронная почта
field-applicant-document-kind = Вид документа
field-applicant-document-series = Серия
field-applicant-document-number = Номер
field-applicant-document-issued-at = Дата выдачи
field-applicant-document-issuer = Кем выдан
field-applicant-document-department = Код подразделения
field-consent-conditions = Условия сертификата
field-consent-changes = Сообщать об изменениях
field-consent-personal-child = Данные ребёнка
field-consent-personal-applicant = Данные заявителя
field-statement-signed = Заявление подписано
field-child-document-shown = Предъявлен документ ребёнка
field-applicant-document-shown = Предъявлен документ заявителя
field-residence-shown = Подтверждено место жительства

## Причины

reject-reason-certificate-exists = У ребёнка уже есть сертификат
reject-reason-other-municipality = Ребёнок живёт в другом муниципалитете
reject-reason-age = Возраст ребёнка не от 5 до 17 лет
reject-reason-data-mismatch = Данные не соответствуют документам
reject-reason-documents-missing = Документы не представлены
reject-reason-not-representative = Заявитель не является законным представителем
reject-reason-other = Другая причина

return-reason-data-mismatch = Данные расходятся с документами
return-reason-documents-missing = Не хватает документов
return-reason-not-signed = Заявление не подписано
return-reason-illegible = Заявление не читается
return-reason-other = Другая причина

resolve-reason-twins = Близнецы
resolve-reason-namesakes = Однофамильцы
resolve-reason-document-replaced = Документ заменён
resolve-reason-typing-error = Опечатка в другой записи

take-over-reason-holder-away = Сотрудник отсутствует
take-over-reason-parent-at-my-desk = Заявитель пришёл ко мне
take-over-reason-holder-asked = Попросил сотрудник
take-over-reason-urgent = Срочно

suspend-reason-parent-request = По заявлению родителя
suspend-reason-data-checked = Проверка сведений
suspend-reason-moved = Переезд
suspend-reason-other = Другая причина

exclude-reason-parent-request = По заявлению родителя
exclude-reason-other-municipality = Переезд в другой муниципалитет
exclude-reason-issued-by-mistake = Выдан ошибочно
exclude-reason-death = Смерть ребёнка

## Документы и родство

document-kind-birth-certificate = Свидетельство о рождении
document-kind-passport = Паспорт гражданина РФ
document-kind-temporary-card = Временное удостоверение личности (форма № 2П)
document-kind-foreign-passport = Паспорт иностранного гражданина
document-kind-foreign-birth-certificate = Иностранное свидетельство о рождении
document-kind-residence-permit = Вид на жительство
document-kind-refugee-certificate = Удостоверение беженца
document-kind-other = Другой документ

category-general = Общая
category-limited-health = С ограниченными возможностями здоровья
category-disabled = Ребёнок-инвалид

relation-mother = Мать
relation-father = Отец
relation-guardian = Опекун (попечитель)
relation-representative = Иной законный представитель
relation-self-applied = Сам ребёнок (с 14 лет)

## Согласия: заголовок и текст для заявителя

consent-conditions = Условия получения и использования сертификата
consent-conditions-text = Я ознакомлен(а) и согласен(на) с условиями предоставления, использования, приостановления и прекращения действия сертификата дополнительного образования.
consent-changes = Обязанность сообщать об изменениях
consent-changes-text = Мне известно, что об изменении сведений, указанных в заявлении, я обязан(а) сообщить организации, ведущей реестр сертификатов.
consent-personal-child = Обработка персональных данных ребёнка
consent-personal-child-text = Я даю согласие на обработку персональных данных ребёнка в соответствии с Федеральным законом от 27.07.2006 № 152-ФЗ «О персональных данных» для получения и использования сертификата.
consent-personal-applicant = Обработка моих персональных данных
consent-personal-applicant-text = Я даю согласие на обработку моих персональных данных в соответствии с Федеральным законом от 27.07.2006 № 152-ФЗ «О персональных данных» для получения и использования сертификата ребёнком.

## Числа

days = { $count ->
        [one] { $count } день
        [few] { $count } дня
        [many] { $count } дней
       *[other] { $count } дня
    }

reissue-reason-number-lost = Семья забыла номер сертификата
reissue-reason-password-lost = Утрачен пароль
reissue-reason-extract-lost = Утрачена выписка
reissue-reason-password-known-to-others = Пароль стал известен посторонним

mail-state-no-address = адреса почты нет
mail-state-queued = письмо в очереди
mail-state-sent = письмо отправлено
mail-state-filed = письмо записано в файл: почтовый сервер не настроен
mail-state-failed = письмо не доставлено
mail-state-doubtful = неизвестно, дошло ли письмо

mail-trouble-wrong-address = такого адреса нет
mail-trouble-mailbox-full = почтовый ящик переполнен
mail-trouble-refused = почтовый сервер отказал
mail-trouble-gave-up = почтовый сервер долго не отвечал
mail-trouble-no-papers = бумаги не удалось подготовить

## Программы и договоры

programme-register-pre-professional = Предпрофессиональные программы
programme-register-significant = Значимые программы
programme-register-general-development = Общеразвивающие программы
programme-register-certified = Сертифицированные программы
programme-register-paid = Платные программы
