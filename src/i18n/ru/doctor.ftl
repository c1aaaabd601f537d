# Проверка рабочего места и реестра: reestr doctor.

doctor-section-terminal = Терминал
doctor-section-configuration = Настройки
doctor-section-link = Связь с реестром
doctor-section-clock = Часы
doctor-section-store = Хранилище рабочего места
doctor-section-printing = Печать
doctor-section-register = Реестр на этой машине
doctor-section-mail = Почта реестра
doctor-section-hosts = Куда программа может обращаться

doctor-verdict-ok = в порядке
doctor-verdict-note = к сведению
doctor-verdict-warning = ПРЕДУПРЕЖДЕНИЕ
doctor-verdict-failure = СБОЙ

doctor-todo = Что сделать: { $what }

doctor-all-well = Всё в порядке.

doctor-sum = Сбоев: { $failures }, предупреждений: { $warnings }.

doctor-late = проверка не закончилась за { $seconds } с.
doctor-late-do = повторите; если не поможет, проверьте сеть, службу имён и диск — что-то из них не отвечает.

doctor-terminal-term = тип терминала { $term }.
doctor-terminal-dumb = тип терминала не указан (TERM): панели не нарисовать.
doctor-terminal-dumb-do = войдите через обычный терминал, по SSH — командой ssh -t; при необходимости export TERM=xterm-256color.
doctor-terminal-locale = кодировка UTF-8 ({ $locale }).
doctor-terminal-no-utf8 = в среде не указана кодировка UTF-8 ({ $locale }).
doctor-terminal-no-utf8-do = export LANG=ru_RU.UTF-8 и такая же кодировка в программе терминала (в PuTTY: Window, Translation).
doctor-terminal-none = это не терминал, размер и ответы не проверены; запустите проверку на экране оператора (по SSH — ssh -t).
doctor-terminal-size = размер { $columns }×{ $rows }.
doctor-terminal-small = окно { $columns }×{ $rows }, нужно не меньше 80×24.
doctor-terminal-small-do = увеличьте окно или уменьшите шрифт.
doctor-terminal-letters = русские буквы и рамки доходят: по одному столбцу на знак.
doctor-terminal-no-letters = русская буква и линия рамки заняли столбцов: { $width }, а должны два. Терминал читает не UTF-8.
doctor-terminal-no-letters-do = выберите UTF-8 в программе терминала (в PuTTY: Window, Translation) и повторите.
doctor-terminal-silent = терминал не отвечает на вопрос о положении курсора; посмотрите сами, видны ли буквы: Ж и рамка: ─.
doctor-terminal-alternate = второй экран есть: после выхода вернётся то, что было.
doctor-terminal-no-alternate = терминал не подтвердил второй экран: после выхода на экране могут остаться панели.
doctor-terminal-synchronized = кадры выводятся целиком (режим 2026).
doctor-terminal-no-synchronized = терминал не подтвердил вывод кадров целиком (режим 2026): на медленной линии видно, как они рисуются. Работе не мешает.
doctor-terminal-paste = вставка из буфера отличается от набора (режим 2004).
doctor-terminal-no-paste = терминал не подтвердил режим вставки (2004): вставленный текст придёт как набранный.
doctor-terminal-colour = цвет: 16 основных; без цвета — NO_COLOR=1 или тема mono.
doctor-terminal-no-colour = цвет выключен (NO_COLOR); смысл нигде не передаётся одним цветом.
doctor-terminal-between = между программой и терминалом { $program }: размер и клавиши зависят и от него. F-клавиши у него не отнимайте.
doctor-terminal-ssh = вход по SSH: обрыв линии ничего сохранённого не теряет.
doctor-terminal-layout = раскладку переключать не нужно: клавиши узнаются по месту и в русской раскладке.

doctor-settings-file = прочитан файл { $path }.
doctor-settings-no-file = файла настроек нет ({ $path }): действуют значения по умолчанию, переменные и ключи команды.
doctor-settings-right = ошибок в настройках нет.
doctor-settings-mistake = { $place }: { $what }
doctor-settings-mistake-do = { $hint }; все ошибки сразу: reestr check.
doctor-settings-files = { $count ->
    [one] клавиши и темы проверены: { $count } набор.
    [few] клавиши и темы проверены: { $count } набора.
   *[many] клавиши и темы проверены: { $count } наборов.
}

doctor-link-open = открытый адрес { $url }.
doctor-link-protected = защищённый адрес { $url } (за координатором ViPNet).
doctor-link-no-protected = защищённый адрес не задан (server.protected): персональных данных на этом месте не увидят.
doctor-link-name-unknown = имя { $host } не найдено.
doctor-link-name-unknown-do = проверьте адрес в настройках; если он верен, службу имён (DNS) этой машины или строку в /etc/hosts.
doctor-link-name-late = служба имён (DNS) не ответила об имени { $host } за 3 с.
doctor-link-name-late-do = проверьте серверы имён в /etc/resolv.conf и доступ к ним (порт 53).
doctor-link-connected = соединение с { $to } установлено за { $took } мс.
doctor-link-refused = машина отвечает, но соединение с { $host } отклонено ({ $numbers }).
doctor-link-refused-do = проверьте порт в настройках и запущен ли реестр (reestr serve).
doctor-link-timed-out = { $host } не отвечает ({ $numbers }): ни согласия, ни отказа за 3 с.
doctor-link-timed-out-do = проверьте кабель и сеть, затем — пропускает ли межсетевой экран этот адрес и порт; для защищённого адреса — включён ли ViPNet.
doctor-link-unreachable = до { $host } не добраться ({ $numbers }): { $why }.
doctor-link-tls = шифрование TLS { $version }.
doctor-link-no-tls = по адресу { $host } отвечают, но не по TLS.
doctor-link-no-tls-do = проверьте порт; реестр без сертификата слушает только эту машину, его адрес начинается с http://.

doctor-certificate-lasts = { $days ->
    [one] сертификат для { $names }, выдан { $issuer }, действует с { $from } по { $until }, остался { $days } день.
    [few] сертификат для { $names }, выдан { $issuer }, действует с { $from } по { $until }, осталось { $days } дня.
   *[many] сертификат для { $names }, выдан { $issuer }, действует с { $from } по { $until }, осталось { $days } дней.
}
doctor-certificate-soon = { $days ->
    [one] сертификат для { $names }, выдан { $issuer }, скоро кончится: { $until }, остался { $days } день (действует с { $from }).
    [few] сертификат для { $names }, выдан { $issuer }, скоро кончится: { $until }, осталось { $days } дня (действует с { $from }).
   *[many] сертификат для { $names }, выдан { $issuer }, скоро кончится: { $until }, осталось { $days } дней (действует с { $from }).
}
doctor-certificate-over = сертификат для { $names }, выдан { $issuer }, истёк { $until } (действовал с { $from }).
doctor-certificate-over-do = попросите администратора реестра поставить новый сертификат; если он уже новый, проверьте часы этой машины.
doctor-certificate-early = сертификат для { $names }, выдан { $issuer }, ещё не действует: с { $from } по { $until }.
doctor-certificate-early-do = скорее всего, отстают часы этой машины: проверьте дату и службу времени (timedatectl).

doctor-link-unknown-authority = сертификат выдан неизвестным удостоверяющим центром.
doctor-link-unknown-authority-do = если центр свой, укажите его файл PEM: --ca FILE или server.ca в настройках; если нет — это может быть чужой сервер, спросите администратора.
doctor-link-other-authority-do = файл server.ca (--ca) — другого центра: возьмите у администратора реестра верный; если он верен, это может быть чужой сервер.
doctor-link-other-name = сертификат не для этого имени.
doctor-link-other-name-do = укажите в настройках имя из сертификата (оно выше) или попросите сертификат на это имя.
doctor-link-certificate = шифрование не согласовано: { $why }.
doctor-link-certificate-do = передайте эти слова администратору реестра.
doctor-link-setup = клиент не подготовлен: { $why }.
doctor-link-setup-do = исправьте файл удостоверяющего центра (server.ca, --ca): нужен PEM, доступный для чтения.
doctor-link-answers = реестр версии { $version } отвечает; протокол { $protocol }, годятся от { $least }; эта программа { $ours }.
doctor-link-too-old = программа { $ours } слишком старая: говорит по протоколу { $protocol }, реестр { $version } понимает от { $least }.
doctor-link-too-old-do = поставьте на этом месте новую версию программы; сохранённое останется.
doctor-link-late = соединение есть, а ответа нет.
doctor-link-late-do = реестр перегружен или между вами прокси; повторите и спросите администратора реестра.
doctor-link-garbled = по этому адресу отвечает другая программа, не реестр.
doctor-link-garbled-do = проверьте адрес и порт в настройках; прокси и порталы входа в сеть тоже отвечают вместо реестра.
doctor-link-unwell = реестр отвечает, но сам неисправен (код { $status }).
doctor-link-unwell-do = на машине реестра запустите reestr doctor --part register.
doctor-link-speed = туда и обратно { $took } мс (среднее из { $times }), примерно { $rate } кбит/с.
doctor-link-slow = линия медленная: туда и обратно { $took } мс (среднее из { $times }), примерно { $rate } кбит/с. Программа на это рассчитана.

doctor-clock-zone = часовой пояс машины { $zone }; сроки и даты считает реестр по поясу муниципалитета.
doctor-clock-unknown = сравнить с часами реестра нельзя: он не ответил.
doctor-clock-right = расходятся с часами реестра на { $seconds } с.
doctor-clock-ahead = часы этой машины спешат на { $seconds } с.
doctor-clock-behind = часы этой машины отстают на { $seconds } с.
doctor-clock-do = включите службу времени (timedatectl set-ntp true): по этим часам отмечаются действия, кончаются аренда заявления и работа без связи, проверяются сертификаты.

doctor-folder-writable = в папку { $path } можно писать; запись доходит до диска, блокировки работают.
doctor-folder-not-yet = папки { $path } ещё нет; она появится при первом входе.
doctor-folder-unusable = папкой { $path } нельзя пользоваться: { $why }.
doctor-folder-unusable-do = проверьте путь в настройках, владельца и права папки, и не полон ли диск.
doctor-folder-open = папка { $path } доступна другим (права { $mode }).
doctor-folder-open-do = chmod 700 { $path }
doctor-folder-volatile = папка { $path } лежит в памяти ({ $kind }) и исчезнет при выключении.
doctor-folder-volatile-do = укажите папку на диске: там лежит то, что названо сохранённым.
doctor-folder-remote = папка { $path } лежит на сетевом диске ({ $kind }): обещания записи и блокировок там ненадёжны.
doctor-folder-remote-do = укажите папку на диске этой машины.

doctor-space = свободно { $free } МиБ ({ $path }).
doctor-space-little = места осталось мало: { $free } МиБ ({ $path }).
doctor-space-none = места почти нет: { $free } МиБ ({ $path }).
doctor-space-little-do = освободите место на этом диске.

doctor-store-none = здесь ещё никто не работал: хранилищ нет.
doctor-store-slots = { $count ->
    [one] { $count } хранилище; журнал просмотрен.
    [few] { $count } хранилища; журналы просмотрены.
   *[many] { $count } хранилищ; журналы просмотрены.
}
doctor-store-nothing-waits = неотправленных действий нет.
doctor-store-waiting = { $count ->
    [one] { $count } действие ждёт отправки; оно уйдёт, когда оператор войдёт и будет связь.
    [few] { $count } действия ждут отправки; они уйдут, когда оператор войдёт и будет связь.
   *[many] { $count } действий ждут отправки; они уйдут, когда оператор войдёт и будет связь.
}
doctor-store-unreadable = журнал в { $path } не читается: { $why }
doctor-store-unreadable-do = ничего не удаляйте: скопируйте папку целиком и позовите администратора реестра (reestr admin recover).

doctor-print-folder = бумаги кладутся файлами в папку { $path } (printing.folder).
doctor-print-command = бумаги уходят в команду (printing.command); она не проверялась — напечатайте пробное заявление в reestr demo.
doctor-print-cups-do = запустите CUPS (пакеты cups и cups-client), исправьте printing.server или задайте printing.folder; без принтера бумаги сохраняются файлами в { $path }.
doctor-print-none = CUPS отвечает, принтеров в нём нет.
doctor-print-none-do = подключите принтер (lpadmin или http://localhost:631) или задайте printing.folder.
doctor-print-cups = CUPS отвечает, принтеров: { $count } ({ $names }).
doctor-print-no-default = принтера по умолчанию нет: оператор выберет сам, один раз.
doctor-print-unknown = принтера { $name } (printing.printer) CUPS не знает.
doctor-print-unknown-do = исправьте printing.printer: имена показывает lpstat -e.
doctor-print-ready = принтер { $name } готов.
doctor-print-stopped = принтер { $name } остановлен: { $why }.
doctor-print-trouble = принтер { $name } принимает бумаги, но чего-то просит.
doctor-print-stopped-do = посмотрите, что с принтером; очередь включает cupsenable.

doctor-hosts-open = { $host } — TCP, открытый адрес реестра; { $numbers }.
doctor-hosts-protected = { $host } — TCP, реестр за координатором ViPNet; { $numbers }.
doctor-hosts-printing = { $host } — TCP, служба печати CUPS; { $numbers }.
doctor-hosts-mail = { $host } — TCP, почтовый сервер; { $numbers }.
doctor-hosts-socket = служба печати CUPS этой машины ({ $path } или как в CUPS_SERVER), через lp и lpstat; сеть нужна только самой CUPS.
doctor-hosts-command = команда печати (printing.command): куда обращается она, знает тот, кто её написал.
doctor-hosts-none = реестр сам ни к кому не обращается; он только отвечает.

doctor-register-none = базы { $path } нет.
doctor-register-none-do = назовите её ключом --database или настройкой serve.database; новую создаёт reestr admin create-municipality.
doctor-register-database = база { $path } открывается; схема { $schema } из { $known }.
doctor-register-older = база { $path } открывается; схема { $schema }, программа знает { $known }: reestr serve обновит её при запуске. Сначала сделайте копию.
doctor-register-newer = база { $path } новее программы: схема { $schema }, программа знает { $known }.
doctor-register-newer-do = запускайте программу новее этой или верните копию базы, сделанную до неё.
doctor-register-unreadable = { $why }
doctor-register-unreadable-do = запустите проверку от имени пользователя, которому принадлежит база; если не поможет, верните копию.
doctor-register-open-file = файл { $path } могут читать другие (права { $mode }).
doctor-register-open-file-do = chmod 600 { $path }
doctor-register-recovery = ключ восстановления { $path } на месте; он нужен в резервной копии вместе с базой.
doctor-register-no-recovery = ключ восстановления { $path } не читается: { $why }.
doctor-register-no-recovery-do = верните его из резервной копии; новый не откроет прежние хранилища операторов. В новом реестре его создаст reestr serve.
doctor-register-letters = писем в очереди: { $waiting }, не доставлено: { $failed }.
doctor-register-letters-do = операторы видят недоставленные и могут исправить адрес; если их много, проверьте почтовый сервер (ниже).
doctor-register-no-night = в этом реестре ещё не было ни одной ночной работы: первая начнётся в час serve.night_hour.
doctor-register-night = последняя ночная работа: { $date }.
doctor-register-night-do = посмотрите, верны ли часы, и выполните `reestr admin night run`; что было раньше, говорит `reestr admin night report`.
doctor-register-plain = сертификата нет: реестр отвечает без шифрования и только этой машине.
doctor-register-tls = { $why }
doctor-register-tls-do = исправьте serve.tls_cert и serve.tls_key: нужны цепочка и её ключ в PEM, доступные пользователю реестра.
doctor-register-open = открытый адрес { $address }: { $state ->
    [yes] кто-то слушает.
   *[no] никто не слушает.
}
doctor-register-protected = защищённый адрес { $address }: { $state ->
    [yes] кто-то слушает.
   *[no] никто не слушает.
}
doctor-register-silent-do = если реестр должен работать, запустите reestr serve; unit для systemd печатает reestr unit.

doctor-mail-folder = почтовый сервер не задан: письма становятся файлами в папке letters рядом с базой.
doctor-mail-ready = { $host } готов принять письмо; шифрование и вход проверены.
doctor-mail-late = { $host } не ответил за 6 с.
doctor-mail-connect = соединения с { $host } нет. { $codes }
doctor-mail-connect-do = проверьте serve.mail_relay и пропускает ли межсетевой экран этот порт.
doctor-mail-encrypt = { $host } не согласовал шифрование. { $codes }
doctor-mail-encrypt-do = проверьте вид связи (smtps:// или smtp://) и сертификат; для своего центра задайте serve.mail_ca.
doctor-mail-login = { $host } не принял вход. { $codes }
doctor-mail-login-do = проверьте serve.mail_login и пароль в файле serve.mail_password_file.
doctor-mail-settings = почта ({ $host }) не настроена: { $why }
doctor-mail-settings-do = исправьте файлы serve.mail_password_file и serve.mail_ca.
