# Новые заявления: проверка документов, черновики, бумаги.

## Шаги

new-step-documents = Документы
new-step-form = Бланк
new-step-consents = Согласия
new-step-papers = Бумаги
new-step-intake = Приём
new-not-now = На этом шаге эта клавиша ничего не делает. Клавиши шага — в строке ниже.

## Список черновиков

new-column-begun = Начато
new-column-child = Ребёнок
new-column-step = Шаг
new-column-waits = Чего ждёт
new-begin = Новое заявление
new-list-empty = Черновиков нет. { $key } — начать новое заявление.
new-list-waiting =
    { $count ->
        [one] Ждёт { $count } черновик. Enter продолжает выбранный с того же места.
        [few] Ждут { $count } черновика. Enter продолжает выбранный с того же места.
       *[many] Ждут { $count } черновиков. Enter продолжает выбранный с того же места.
    }
new-no-name = имя не набрано
new-waits-documents = документы: { $papers }
new-waits-form = заполнить бланк
new-waits-consents = согласия заявителя
new-waits-refused = заявитель отказался от согласия
new-waits-hand-in = подать заявление
new-waits-papers = напечатать и подписать
new-waits-intake = сверить, принять
new-waits-back = реестр не принял: откройте
new-row-old = старше 30 дней
new-old =
    { $count ->
        [one] Есть { $count } черновик старше 30 дней. Сверьте документы заново или уберите его.
        [few] Есть { $count } черновика старше 30 дней. Сверьте документы заново или уберите их.
       *[many] Есть { $count } черновиков старше 30 дней. Сверьте документы заново или уберите их.
    }
new-unreadable-row = не читается
new-unreadable = Этот черновик записан другой версией программы и здесь не читается. Откройте его той версией или уберите.
new-discard-title = Убрать черновик?
new-discard-about = { $child }, начато { $begun }.
new-discard-lost = Всё набранное в нём пропадёт. Чтобы оставить черновик, нажмите Esc.
new-discard-handed = Заявление { $number } остаётся в реестре; бумаги можно напечатать из сверки.
new-discard-unreadable = Набранное в нём пропадёт.
new-discarded = Черновик убран.
new-nothing-to-discard = Здесь нечего убирать: выберите черновик.
new-no-applicant = Выберите черновик того заявителя, который пришёл с другим ребёнком.
new-another-child = Заявитель, его документ, адрес и телефон взяты из прошлого заявления. Согласия даются заново.

## Проверка документов

new-choice-age = Ребёнку
new-choice-citizenship = Гражданство
new-choice-standing = Заявитель
new-choice-category = Категория
new-choice-help = { $key } или стрелки меняют значение. От него зависит список документов.
new-age-under-14 = до 14 лет
new-age-from-14 = 14 лет и больше
new-citizenship-domestic = Россия
new-citizenship-foreign = другое
new-standing-parent = родитель
new-standing-guardian = опекун
new-standing-representative = представитель
new-standing-child = сам ребёнок
new-category-general = общая
new-category-limited-health = ОВЗ
new-category-disabled = инвалид
new-paper-optional = если есть
new-paper-shows = Что видно: { $text }
new-paper-missing = Если нет: { $text }
new-documents-full = Полный комплект. { $key } — к бланку.
new-documents-left =
    { $count ->
        [one] Не хватает { $count } документа. Неполный комплект остаётся черновиком: Esc.
        [few] Не хватает { $count } документов. Неполный комплект остаётся черновиком: Esc.
       *[many] Не хватает { $count } документов. Неполный комплект остаётся черновиком: Esc.
    }
new-documents-missing = Комплект неполный: { $papers }. Отметьте пробелом, когда документ на столе, или оставьте черновик: Esc.
new-documents-others = По бланку нужны другие документы: возраст ребёнка, его документ или заявитель не те, что были указаны. Отметьте недостающие.

checklist-birth-certificate = Свидетельство о рождении ребёнка
checklist-birth-certificate-shows = ФИО и дата рождения ребёнка, родители, серия и номер, кем и когда выдано.
checklist-birth-certificate-missing = повторное свидетельство выдаёт любой ЗАГС или МФЦ; заявление подождёт черновиком.
checklist-child-passport = Паспорт ребёнка
checklist-child-passport-shows = ФИО, дата рождения, серия и номер, кем и когда выдан, код подразделения.
checklist-child-passport-missing = пока паспорт оформляют, годится временное удостоверение (форма 2П).
checklist-foreign-document = Иностранный документ ребёнка с переводом
checklist-foreign-document-shows = ФИО и дата рождения; перевод на русский язык заверен нотариусом.
checklist-foreign-document-missing = перевод заверяет любой нотариус; без него заявление не принимают.
checklist-right-to-stay = Документ о праве жить в России
checklist-right-to-stay-shows = вид на жительство, разрешение на проживание или удостоверение беженца; срок не истёк.
checklist-right-to-stay-missing = его выдаёт подразделение МВД по вопросам миграции; заявление подождёт черновиком.
checklist-applicant-passport = Паспорт заявителя
checklist-applicant-passport-shows = ФИО и фотография того, кто пришёл; серия и номер, кем и когда выдан, код подразделения.
checklist-applicant-passport-missing = годится временное удостоверение (форма 2П) или иностранный паспорт с переводом.
checklist-kinship = Свидетельство о рождении (родство)
checklist-kinship-shows = кто родители ребёнка: в паспорте ребёнка этого нет.
checklist-kinship-missing = родство видно и в паспорте родителя, на странице «Дети»; иначе повторное свидетельство в ЗАГСе.
checklist-name-change = Документ о перемене фамилии родителя
checklist-name-change-shows = прежняя и новая фамилия: свидетельство о браке, о расторжении или о перемене имени.
checklist-name-change-missing = нужен, только если фамилия родителя не та, что в свидетельстве ребёнка.
checklist-guardianship-act = Акт об опеке (попечительстве)
checklist-guardianship-act-shows = кто назначен опекуном и над кем; подпись и печать органа опеки.
checklist-guardianship-act-missing = копию выдаёт орган опеки; без акта заявление подаёт только родитель.
checklist-authority = Документ о полномочиях представителя
checklist-authority-shows = доверенность от родителя, заверенная нотариусом, или приказ учреждения; срок не истёк.
checklist-authority-missing = пусть придёт родитель, или доверенность заверит нотариус.
checklist-residence = Подтверждение места жительства
checklist-residence-shows = адрес ребёнка в этом муниципалитете: свидетельство или справка о регистрации.
checklist-residence-missing = справку выдают МФЦ и МВД; если ребёнок живёт в другом муниципалитете, заявление принимают там.
checklist-commission-conclusion = Заключение ПМПК
checklist-commission-conclusion-shows = ФИО ребёнка, что нужны особые условия, срок действия.
checklist-commission-conclusion-missing = выберите общую категорию и принесите заключение позже: категорию исправят.
checklist-disability-certificate = Справка МСЭ об инвалидности
checklist-disability-certificate-shows = ФИО ребёнка, категория «ребёнок-инвалид», срок действия.
checklist-disability-certificate-missing = выберите общую категорию и принесите справку позже: категорию исправят.
checklist-snils = СНИЛС ребёнка
checklist-snils-shows = номер из 11 цифр, ФИО ребёнка.
checklist-snils-missing = заявление принимают и без СНИЛС.

## Похожие записи

new-alike-asking = Спрашиваем реестр, нет ли уже такого ребёнка…
new-alike-none = Похожих записей в реестре нет.
new-alike-some =
    { $count ->
        [one] Есть { $count } похожая запись ({ $key }). Подать можно: если это близнецы или тёзка, о них решит второй сотрудник при приёме.
        [few] Есть { $count } похожие записи ({ $key }). Подать можно: если это близнецы или тёзки, о них решит второй сотрудник при приёме.
       *[many] Есть { $count } похожих записей ({ $key }). Подать можно: если это близнецы или тёзки, о них решит второй сотрудник при приёме.
    }
new-alike-unknown = Похожие записи не проверены: нет связи. Реестр проверит их при приёме.
new-alike-exhausted = Реестр спрошен слишком часто. Похожие записи он проверит при приёме.
new-alike-not-told = О похожих записях ещё не известно: нужны имя, дата рождения и документ ребёнка.
new-alike-closed = Сами записи видны по защищённому каналу и с правом просмотра персональных данных. Спросите родителя, нет ли сертификата.
new-alike-elsewhere = Похожие записи — другого муниципалитета. О них решит второй сотрудник при приёме.
new-alike-here = В бланке
new-alike-advice = Сверьте с документом ребёнка. Если это он же, у него уже есть заявление: откройте его поиском по номеру. Если это близнецы или тёзка, подавайте: о похожих записях решит второй сотрудник при приёме. Esc — назад.

## Согласия

new-summary-child = Ребёнок: { $name }, { $born }
new-summary-applicant = Заявитель: { $name }, { $relation }
new-consent-given = дано { $when }
new-consent-refused = отказ
new-consent-not-given = не дано
new-next-hand-over = Поверните экран к заявителю: согласия отмечает он сам. { $key } — передать клавиатуру.
new-next-refused = Без всех согласий сертификат не выдают. Черновик подождёт (Esc дважды), или { $key } — показать заявителю ещё раз.
new-next-hand-in = Все согласия даны. { $key } — подать заявление; потом его бумаги печатают и подписывают.
new-no-texts = Тексты согласий ещё не получены из реестра. Дождитесь связи: черновик сохранён.
new-consents-anew = Заявитель другой: согласия даются заново.
new-form-unfinished = Бланк не закончен. Закончите его и подайте заявление снова.

## Подача

new-line-closed = По открытому каналу заявления не принимают. Подключите ViPNet: черновик подождёт.
new-no-numbers = Номеров заявлений на этом рабочем месте нет, а связи с реестром нет. Черновик подождёт: номера придут со связью.
new-handed-in = Заявление { $number } подано. Печатайте бумаги.
new-back = Реестр не принял заявление. { $why }
new-back-notice = Реестр не принял заявление; черновик вернулся со всем набранным. Напечатанные бумаги недействительны.

## Бумаги

new-papers-number = Заявление { $number } от { $date }
new-papers-certificate = Сертификат { $certificate } (станет действовать после активации)
new-papers-child = Ребёнок: { $name }
new-papers-due = Подписанное заявление принимают по { $date }
new-papers-saving = Заявление записывается на диск…
new-paper-printed = напечатано
new-paper-not-printed = не напечатано
new-next-print = { $key } — напечатать. Заявление подписывает заявитель, выписка остаётся у него.
new-next-signed = Заявление подписано? { $key } — сверить с документами, принять и активировать.
