# Печать.

## Бумаги

print-paper-statement = Заявление
print-paper-register-extract = Выписка из реестра
print-paper-receipt = Расписка о приёме
print-paper-offer = Договор-оферта
print-paper-enrolment-statement = Заявление о зачислении
print-paper-termination-by-family = Уведомление о расторжении от семьи
print-paper-termination-by-organisation = Уведомление о расторжении от организации
print-paper-group-change-request = Заявление на смену группы
print-copy = { $paper } (копия)
print-lack-texts = { $paper }: реестр ещё не прислал текст согласия. Дождитесь связи и повторите.
print-lack-not-accepted = { $paper } печатается после приёма заявления.
print-lack-closed = Заявление закрыто: печатать по нему нечего.
print-lack-certificate = { $paper }: сертификат не зарезервирован и не действует.
print-lack-card = Для печати нужны данные заявления. Они доступны сотруднику с правом на персональные данные по каналу ViPNet или там, где заявление заполняли.
print-lack-request = Этой заявки на этом месте больше нет: вернитесь к списку и найдите её снова.
print-lack-programme = Реестр ещё не прислал программу этой заявки. Дождитесь связи и повторите.
print-lack-not-confirmed = Оферту и заявление о зачислении печатают после подтверждения. Сначала подтвердите заявку.
print-lack-refused = Заявка отклонена без заключения договора: печатать по ней нечего.
print-family-by-hand = Данных семьи на этом рабочем месте нет: имена, адреса и телефоны впишите в бумагу от руки.
print-looking-for-card = Ищем данные для печати…

## Что и куда

print-title = Печать: заявление { $number }
print-title-request = Печать: заявка на обучение
print-papers = Что напечатать
print-outlets = Куда
print-outlet-default = Принтер по умолчанию
print-outlet-command = Команда печати из настроек
print-outlet-folder = Файл в папку { $path }
print-outlet-file = Файл: { $path }
print-printer-default = { $printer } — основной
print-printer-printing = { $printer } — печатает
print-printer-found = { $printer } — в сети
print-printer-stopped = { $printer } — остановлен
print-printer-stopped-why = { $printer } — остановлен: { $why }
print-printer-trouble = { $printer } — { $why }
print-printer-gone = { $printer } — сейчас недоступен
print-printers-asked = Ищем принтеры…
print-printers-none = Принтеров нет. Бумагу можно сохранить в файл и напечатать в другом месте.
print-nothing = Печатать нечего.
print-nothing-chosen = Ничего не отмечено. Отметьте бумагу пробелом.
print-choose-printer = Принтеров несколько: выберите, на каком печатать.
print-glyph = В поле «{ $field }» стоит знак { $character } ({ $code }), которого нет в шрифте. По этой причине бумагу не напечатать. Исправьте поле; если заявление уже подано — верните его на исправление.
print-damaged = Программа повреждена: бумагу не собрать. Сообщите администратору.

## Как идёт печать

print-step-noting = записывается в журнал
print-step-making = готовится
print-step-sent = отправлено на { $printer }
print-step-written = записано в { $path }
print-step-taken = передано команде печати
print-step-waiting = в очереди принтера
print-step-printing = принтер печатает
print-step-done = принтер всё принял
print-step-gone = в очереди больше нет: посмотрите, вышел ли лист
print-step-unsure = ответа нет: посмотрите, вышел ли лист
print-step-left = не отправлялось
print-step-not-noted = не напечатано: запись в журнал не удалась. { $why }
print-step-password = создаётся пароль для семьи
print-no-password = пароль для семьи создать не удалось, а без него выписку не выдают. Повторите печать; если не поможет, сообщите администратору.
print-password-rotates = Выписка печатается не в первый раз: на ней будет другой пароль, прежний перестанет действовать.
print-question-password = Каждая новая печать выписки меняет пароль семьи: прежний перестаёт действовать.
print-question = Все листы вышли?
print-question-file = Файлы записаны. Листы из них напечатаны?
print-question-failed = Напечатано не всё. Что делать?
print-question-wait = Подождите…
print-answer-yes = Да, все листы вышли
print-answer-again = Нет, напечатать ещё раз (копии)
print-answer-retry = Повторить то, что не вышло
print-answer-elsewhere = Напечатать в другом месте…
print-answer-later = Позже
print-all-out = Бумаги по заявлению { $number } напечатаны.
print-sent-behind = Заявление { $number }: бумаги отправлены на печать. Все ли листы вышли, спросит следующая печать.
print-not-printed = Заявление { $number } не напечатано.
print-all-out-request = Бумаги по заявке на обучение напечатаны.
print-sent-behind-request = Заявка на обучение: бумаги отправлены на печать. Все ли листы вышли, спросит следующая печать.
print-not-printed-request = По заявке на обучение не напечатано.

## Клавиши

print-key-print = Печатать
print-key-toggle = Отметить
print-key-preview = Посмотреть
print-key-retry = Найти принтеры
print-key-close = Закрыть
print-key-back = Назад
print-key-behind = Не ждать
print-key-answer = Ответить
print-key-again = Ещё раз
print-key-later = Позже
print-key-page = Дальше
print-key-line = Строка
print-key-to-print = К печати

## Почему не напечатано: `detail` называет принтер, программу или то, что она сказала.
print-error-no-program = Программы печати нет: { $detail }. Попросите администратора установить клиент CUPS (пакет cups-client) или назначить папку для документов.
print-error-no-cups = Служба печати (CUPS) не отвечает. Попросите администратора её запустить и напечатайте ещё раз. { $detail }
print-error-no-printer = Принтера нет. Выберите принтер из списка или попросите администратора его подключить.
print-error-unknown-printer = Принтера { $detail } больше нет. Выберите другой.
print-error-stopped = Принтер остановлен, документ ему не отправлен: { $detail }. Устраните причину или выберите другой принтер.
print-error-command-failed = Печать не удалась: { $detail }. Попробуйте другой принтер; если не поможет, передайте эти слова администратору.
print-error-not-read = Команда печати не прочитала документ до конца: { $detail }. Передайте это администратору.
print-error-timed-out = Печать заняла слишком много времени и прервана: { $detail }. Посмотрите, вышел ли документ, и только потом печатайте ещё раз.
print-error-asks = Печать требует пароль: { $detail }. Попросите администратора разрешить печать без пароля или выберите другой принтер.
print-error-file = Файл не записан: { $detail }. Освободите место или попросите администратора назначить другую папку.
print-error-system = Программа печати не запускается: { $detail }. Попробуйте ещё раз; если не поможет, обратитесь к администратору.

## Что мешает принтеру.
printer-trouble-no-paper = В принтере нет бумаги: положите её.
printer-trouble-jam = В принтере застряла бумага: достаньте её.
printer-trouble-open = Принтер открыт: закройте крышку и лотки.
printer-trouble-no-toner = В принтере кончился тонер: замените картридж.
printer-trouble-full = Выходной лоток полон: заберите листы.
printer-trouble-offline = Принтер не отвечает: включите его и проверьте кабель.
printer-trouble-stopped = Принтер остановлен. { $detail }
