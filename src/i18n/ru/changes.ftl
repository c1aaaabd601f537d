# Действия с заявлением и сертификатом после подачи: исправление, изменение данных, приостановление и остальное.

changes-head = Заявление { $number } — { $state }. Сертификат { $certificate } — { $kept }.
changes-begun = начато — Enter продолжит
changes-begun-before = Начато и не закончено: { $what }. Продолжить — { $key }.
changes-nothing-begun = Здесь ничего не начато.
changes-discarded = Начатое убрано.
changes-why-not-allowed = нет права
changes-why-application = сейчас: { $state }
changes-why-certificate = сертификат: { $state }
changes-why-contracts = действующих договоров: { $count }
changes-why-overdue = срок истёк

changes-what-correct = Исправить поля заявления, пока сертификат не активирован. Бланк печатается и подписывается заново.
changes-what-change-data = Изменить фамилию, документ, адрес и другие данные действующего сертификата по подписанному заявлению.
changes-what-reissue = Выдать выписку ещё раз: номер остаётся прежним, пароль будет новый.
changes-what-suspend = Приостановить сертификат: по нему нельзя записать ребёнка на программы. Номер и данные сохраняются.
changes-what-restore = Возобновить приостановленный сертификат: по нему снова можно записать ребёнка на программы.
changes-what-transfer-certificate = Передать сертификат в другой муниципалитет. Номер не меняется.
changes-what-merge = Объединить два сертификата одного ребёнка: этот прекращается, другой остаётся.
changes-what-exclude = Исключить сертификат из реестра. Вернуть его нельзя, понадобится новое заявление.
changes-what-withdraw = Отозвать заявление по просьбе заявителя, пока оно не принято. Номер сертификата освободится.

changes-what-send-mail = Отправить бумаги заявителю по электронной почте ещё раз, при необходимости на другой адрес.

changes-text = Пояснение
changes-text-help = Обязательно для другой причины; пояснение увидят сотрудники.
changes-entry-about = Подписанное заявление вносится в журнал организации.
changes-incomplete = Заполнено не всё. Вернитесь и допишите недостающее.
changes-nothing-to-edit = Здесь нечего менять: напечатайте заявление и внесите подписанное в журнал.
changes-no-paper = Для этого действия заявление семьи не нужно.
changes-print-elsewhere = { $paper }: данных семьи на этом месте нет. Напечатает сотрудник с правом на персональные данные по каналу ViPNet или тот, кто заполнял заявление.

changes-municipality-title = Куда передаётся сертификат
changes-municipality-help = Введите начало названия или код; ↑↓ — выбор, Enter — взять.
changes-municipality-none = Такого муниципалитета нет. Сотрите и введите иначе.
changes-municipalities-unknown = Реестр ещё не прислал список муниципалитетов. Дождитесь связи и повторите.

changes-merge-about = Сертификат открытого заявления прекратится. Введите номер того, который остаётся.
changes-merge-number = Номер
changes-merge-number-help = 10 цифр, как на выписке; пробелы и дефисы можно не убирать.
changes-merge-not-a-number = Это не номер сертификата: нужно 10 цифр.
changes-merge-same = Это номер самого прекращаемого сертификата. Введите другой.
changes-merge-unknown = Такого сертификата в муниципалитете нет. Проверьте номер по выписке.
changes-merge-goes = Прекращается: № { $certificate } ({ $kind }, { $kept }), заявление { $number } от { $date }, { $organisation }. Договоров: { $contracts }.
changes-merge-stays = Остаётся: № { $certificate } ({ $kind }, { $kept }), заявление { $number } от { $date }, { $organisation }. Договоров: { $contracts }.
changes-merge-here = Прекращается
changes-merge-there = Остаётся
changes-merge-more = Совпадает: { $fields }. Не показано отличий: { $count } — ↑↓.
changes-merge-unseen = Данные детей здесь не видны. Сравните оба номера с документами ребёнка: реестр откажет, если дети разные.

changes-sheet-head = { $what }: заявление { $number }, сертификат { $certificate }
changes-before-after = Было → станет
changes-after = Станет
changes-value-empty = пусто

changes-next-correct = После исправления бланк сразу печатается заново. Заявитель подписывает его, Вы сверяете изменённые поля и принимаете заявление.
changes-next-change-data = Новые данные попадут в реестр, когда он подтвердит изменение. Если изменились имя, дата рождения или документ, реестр заново ищет похожие записи.
changes-next-reissue = Сразу после записи в журнал напечатается выписка с новым паролем; прежний пароль перестанет действовать.
changes-next-suspend = По сертификату нельзя будет записать ребёнка на программы. Возобновит его сотрудник с правом приостановления: «Действия», «Возобновление сертификата».
changes-next-restore = Сертификат снова действует, как только реестр подтвердит возобновление.
changes-next-transfer-certificate = Дальше сертификат ведут организации другого муниципалитета: здесь его больше не изменить. Номер и пароль остаются прежними.
changes-next-merge = Объединение не отменить: логин и пароль прекращаемого сертификата перестанут действовать, записать ребёнка по нему будет нельзя, его остаток и история останутся только в реестре.
changes-next-exclude = Исключение не отменить: чтобы получить сертификат снова, подают новое заявление.
changes-next-withdraw = Заявление закроется, отведённый номер сертификата освободится. Новое заявление можно подать в любое время.

changes-step-give = { $enter } — выполнить.
changes-step-correct = { $enter } — исправить и напечатать бланк заново.
changes-step-print = 1. { $enter } или { $print } — напечатать. Подписывает заявитель.
changes-step-print-decision = 1. { $enter } или { $print } — напечатать решение. Подписываете Вы.
changes-step-printed = 1. Печать открывалась. Лист не вышел — ещё раз: { $print }.
changes-step-sign = 2. { $sign } — подписано: внести в журнал. После печати — { $enter }.
changes-step-decide = 2. { $sign } — решение подписано: объединить. После печати — { $enter }.

changes-done-correct = Заявление { $number } исправлено. Напечатайте бланк, дайте подписать и сверьте изменённое; срок — до { $due }.
changes-done-change-data = Данные сертификата { $certificate } изменены.
changes-done-reissue = Повторная выдача записана. Напечатайте выписку: на ней новый пароль.
changes-done-suspend = Сертификат { $certificate } приостановлен. Возобновить может: { $who }.
changes-done-restore = Сертификат { $certificate } возобновлён.
changes-done-transfer-certificate = Сертификат { $certificate } передан: { $other }.
changes-done-merge = Сертификат { $certificate } объединён с { $other } и прекращён.
changes-done-exclude = Сертификат { $certificate } исключён из реестра.
changes-done-withdraw = Заявление { $number } отозвано.

form-none-marked = Отмеченных полей нет.
form-marked-done = Все отмеченные поля исправлены.
form-nothing-marked-here = На этой странице исправлять нечего.
form-marked =
    { $count ->
        [0] отмеченные исправлены
        [one] * ещё { $count } отмеченное, { $key }
        [few] * ещё { $count } отмеченных, { $key }
       *[many] * ещё { $count } отмеченных, { $key }
    }

print-paper-withdrawal-request = Заявление об отзыве
print-paper-change-request = Заявление об изменении данных
print-paper-reissue-request = Заявление о повторной выдаче
print-paper-suspension-request = Заявление о приостановлении
print-paper-restoration-request = Заявление о возобновлении
print-paper-exclusion-request = Заявление об исключении
print-paper-transfer-request = Заявление о переводе
print-paper-return-notice = Уведомление о возврате
print-paper-rejection-notice = Уведомление об отказе
print-paper-merge-decision = Решение об объединении
print-lack-not-decided = { $paper }: по заявлению такого решения нет. Бумаги для подписи печатают в «Действиях».

new-not-handed-in = Это заявление ещё не подано: откройте черновик и исправьте бланк.
new-waits-returned = вернули: исправить — { $key }
new-next-returned = Заявление возвращено. { $key } — открыть бланк с отмеченными полями и исправить; потом его напечатают и подпишут заново.
verify-no-notice = Здесь ничего не возвращено и не отклонено: уведомления нет.
verify-notice-next = { $told } Уведомление для заявителя — { $key }.
