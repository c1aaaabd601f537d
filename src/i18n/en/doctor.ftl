# The examination of desk and register: reestr doctor.

doctor-section-terminal = Terminal
doctor-section-configuration = Configuration
doctor-section-link = Link to the register
doctor-section-clock = Clock
doctor-section-store = Store of the desk
doctor-section-printing = Printing
doctor-section-register = Register on this machine
doctor-section-mail = Mail of the register
doctor-section-hosts = Hosts that the program may contact

doctor-verdict-ok = ok
doctor-verdict-note = note
doctor-verdict-warning = WARNING
doctor-verdict-failure = FAILURE

doctor-todo = What to do: { $what }

doctor-all-well = All is well.

doctor-sum = Failures: { $failures }, warnings: { $warnings }.

doctor-late = the check was not over within { $seconds } s.
doctor-late-do = run it again; if it stays so, look at the network, the name service and the disk: one of them doesn't answer.

doctor-terminal-term = terminal type { $term }.
doctor-terminal-dumb = the terminal type is not set (TERM): panels can't be drawn.
doctor-terminal-dumb-do = come from an ordinary terminal, over SSH with ssh -t; if need be export TERM=xterm-256color.
doctor-terminal-locale = the encoding is UTF-8 ({ $locale }).
doctor-terminal-no-utf8 = the environment names no UTF-8 encoding ({ $locale }).
doctor-terminal-no-utf8-do = export LANG=ru_RU.UTF-8, and the same encoding in the terminal program (in PuTTY: Window, Translation).
doctor-terminal-none = this is no terminal, so size and answers were not checked; run it on the clerk's screen (over SSH: ssh -t).
doctor-terminal-size = size { $columns }×{ $rows }.
doctor-terminal-small = the window is { $columns }×{ $rows }; at least 80×24 is needed.
doctor-terminal-small-do = enlarge the window or take a smaller font.
doctor-terminal-letters = Cyrillic letters and frames arrive, one column each.
doctor-terminal-no-letters = a Cyrillic letter and a line took this many columns: { $width }; two are right. The terminal doesn't read UTF-8.
doctor-terminal-no-letters-do = choose UTF-8 in the terminal program (in PuTTY: Window, Translation) and run it again.
doctor-terminal-silent = the terminal doesn't say where its cursor is; see for yourself whether this is a letter: Ж, and this a line: ─.
doctor-terminal-alternate = there is a second screen: what was shown before comes back afterwards.
doctor-terminal-no-alternate = the terminal didn't confirm a second screen: panels may stay on it afterwards.
doctor-terminal-synchronized = frames are shown whole (mode 2026).
doctor-terminal-no-synchronized = the terminal didn't confirm that it shows frames whole (mode 2026): on a slow line they are seen being drawn. Work is not hindered.
doctor-terminal-paste = a paste is told from typing (mode 2004).
doctor-terminal-no-paste = the terminal didn't confirm the mode for pasting (2004): pasted text comes as if typed.
doctor-terminal-colour = colour: the 16 basic ones; without colour: NO_COLOR=1 or the theme mono.
doctor-terminal-no-colour = colour is off (NO_COLOR); nothing is told by colour alone.
doctor-terminal-between = { $program } stands between the program and the terminal: size and keys depend on it too. Leave it no F keys.
doctor-terminal-ssh = over SSH: a line that breaks loses nothing that was saved.
doctor-terminal-layout = the layout need not be switched: keys are known by their place in the Russian layout too.

doctor-settings-file = the file { $path } was read.
doctor-settings-no-file = there is no file of settings ({ $path }): defaults, variables and options hold.
doctor-settings-right = the settings have no mistakes.
doctor-settings-mistake = { $place }: { $what }
doctor-settings-mistake-do = { $hint }; all mistakes at once: reestr check.
doctor-settings-files = { $count ->
    [one] keymaps and themes: { $count } is right.
   *[other] keymaps and themes: { $count } are right.
}

doctor-link-open = open address { $url }.
doctor-link-protected = protected address { $url } (behind the ViPNet coordinator).
doctor-link-no-protected = no protected address is set (server.protected): nobody sees personal data at this desk.
doctor-link-name-unknown = the name { $host } is not found.
doctor-link-name-unknown-do = check the address in the settings; if it is right, the name service (DNS) of this machine, or a line in /etc/hosts.
doctor-link-name-late = the name service (DNS) said nothing about { $host } within 3 s.
doctor-link-name-late-do = check the name servers in /etc/resolv.conf and the way to them (port 53).
doctor-link-connected = connected to { $to } within { $took } ms.
doctor-link-refused = the machine answers and refuses the connection to { $host } ({ $numbers }).
doctor-link-refused-do = check the port in the settings, and whether the register runs (reestr serve).
doctor-link-timed-out = { $host } doesn't answer ({ $numbers }): neither yes nor no within 3 s.
doctor-link-timed-out-do = check cable and network, then whether the firewall lets this address and port through; for the protected address, whether ViPNet is on.
doctor-link-unreachable = { $host } can't be reached ({ $numbers }): { $why }.
doctor-link-tls = encrypted with TLS { $version }.
doctor-link-no-tls = somebody answers at { $host }, and not in TLS.
doctor-link-no-tls-do = check the port; a register without a certificate listens to its own machine only, and its address begins with http://.

doctor-certificate-lasts = { $days ->
    [one] certificate for { $names }, issued by { $issuer }, valid from { $from } until { $until }, { $days } day left.
   *[other] certificate for { $names }, issued by { $issuer }, valid from { $from } until { $until }, { $days } days left.
}
doctor-certificate-soon = { $days ->
    [one] the certificate for { $names }, issued by { $issuer }, ends soon: { $until }, { $days } day left (valid from { $from }).
   *[other] the certificate for { $names }, issued by { $issuer }, ends soon: { $until }, { $days } days left (valid from { $from }).
}
doctor-certificate-over = the certificate for { $names }, issued by { $issuer }, expired on { $until } (valid from { $from }).
doctor-certificate-over-do = ask the administrator of the register for a new certificate; if it is new, check the clock of this machine.
doctor-certificate-early = the certificate for { $names }, issued by { $issuer }, is not valid yet: from { $from } until { $until }.
doctor-certificate-early-do = most likely the clock of this machine is behind: check the date and the time service (timedatectl).

doctor-link-unknown-authority = the certificate was issued by an unknown authority.
doctor-link-unknown-authority-do = if the authority is your own, name its PEM file: --ca FILE, or server.ca in the settings; if not, this may be a foreign server: ask the administrator.
doctor-link-other-authority-do = the file of server.ca (--ca) is of another authority: get the right one from the administrator of the register; if it is right, this may be a foreign server.
doctor-link-other-name = the certificate is not for this name.
doctor-link-other-name-do = take a name of the certificate (see above) into the settings, or ask for a certificate with this name.
doctor-link-certificate = encryption was not agreed on: { $why }.
doctor-link-certificate-do = give these words to the administrator of the register.
doctor-link-setup = the client can't be made ready: { $why }.
doctor-link-setup-do = put the file of the authority right (server.ca, --ca): a readable PEM file is needed.
doctor-link-answers = the register, version { $version }, answers; protocol { $protocol }, { $least } and later will do; this program is { $ours }.
doctor-link-too-old = this program, { $ours }, is too old: it speaks protocol { $protocol }, the register { $version } understands { $least } and later.
doctor-link-too-old-do = install the newer program at this desk; what was saved stays.
doctor-link-late = there is a connection and no answer.
doctor-link-late-do = the register is overloaded, or a proxy stands between; run it again, and ask the administrator of the register.
doctor-link-garbled = another program answers at this address, not the register.
doctor-link-garbled-do = check address and port in the settings; proxies and portals of a network answer in the place of the register too.
doctor-link-unwell = the register answers and is not well itself (code { $status }).
doctor-link-unwell-do = run reestr doctor --part register on the machine of the register.
doctor-link-speed = there and back { $took } ms (median of { $times }), about { $rate } kbit/s.
doctor-link-slow = a slow line: there and back { $took } ms (median of { $times }), about { $rate } kbit/s. The program is made for it.

doctor-clock-zone = time zone of the machine { $zone }; the register counts days in the zone of the municipality.
doctor-clock-unknown = can't be compared with the clock of the register: it gave no answer.
doctor-clock-right = differs from the clock of the register by { $seconds } s.
doctor-clock-ahead = the clock of this machine is ahead by { $seconds } s.
doctor-clock-behind = the clock of this machine is behind by { $seconds } s.
doctor-clock-do = switch the time service on (timedatectl set-ntp true): acts are dated by this clock, leases and work without the line end by it, certificates are checked by it.

doctor-folder-writable = the folder { $path } can be written; data reaches the disk, locks work.
doctor-folder-not-yet = the folder { $path } is not there yet; it is made when it is first needed.
doctor-folder-unusable = the folder { $path } can't be used: { $why }.
doctor-folder-unusable-do = check the path in the settings, owner and rights of the folder, and whether the disk is full.
doctor-folder-open = others can get into the folder { $path } (mode { $mode }).
doctor-folder-open-do = chmod 700 { $path }
doctor-folder-volatile = the folder { $path } lies in memory ({ $kind }) and is gone when the machine is switched off.
doctor-folder-volatile-do = name a folder on a disk: what was called saved lies there.
doctor-folder-remote = the folder { $path } lies on a disk of the network ({ $kind }): what it promises of writing and locks can't be relied on.
doctor-folder-remote-do = name a folder on a disk of this machine.

doctor-space = free: { $free } MiB ({ $path }).
doctor-space-little = little space is left: { $free } MiB ({ $path }).
doctor-space-none = almost no space is left: { $free } MiB ({ $path }).
doctor-space-little-do = free space on this disk.

doctor-store-none = nobody has worked here yet: there are no stores.
doctor-store-slots = { $count ->
    [one] { $count } store; its journal was looked at.
   *[other] { $count } stores; their journals were looked at.
}
doctor-store-nothing-waits = no act waits to be sent.
doctor-store-waiting = { $count ->
    [one] { $count } act waits to be sent; it leaves when its clerk is logged in and there is a line.
   *[other] { $count } acts wait to be sent; they leave when their clerk is logged in and there is a line.
}
doctor-store-unreadable = the journal in { $path } can't be read: { $why }
doctor-store-unreadable-do = remove nothing: copy the whole folder and call the administrator of the register (reestr admin recover).

doctor-print-folder = papers are laid down as files in { $path } (printing.folder).
doctor-print-command = papers go to a command (printing.command), which was not run: print one in reestr demo to try it.
doctor-print-cups-do = start CUPS (packages cups and cups-client), correct printing.server, or set printing.folder; without a printer papers are saved as files in { $path }.
doctor-print-none = CUPS answers and has no printers.
doctor-print-none-do = set a printer up (lpadmin, or http://localhost:631), or set printing.folder.
doctor-print-cups = CUPS answers, printers: { $count } ({ $names }).
doctor-print-no-default = there is no default printer: the clerk chooses, once.
doctor-print-unknown = CUPS knows no printer { $name } (printing.printer).
doctor-print-unknown-do = correct printing.printer: lpstat -e shows the names.
doctor-print-ready = the printer { $name } is ready.
doctor-print-stopped = the printer { $name } is stopped: { $why }.
doctor-print-trouble = the printer { $name } takes papers and asks for something.
doctor-print-stopped-do = see to the printer; cupsenable starts its queue again.

doctor-hosts-open = { $host }, TCP: open address of the register; { $numbers }.
doctor-hosts-protected = { $host }, TCP: the register behind the ViPNet coordinator; { $numbers }.
doctor-hosts-printing = { $host }, TCP: the printing service CUPS; { $numbers }.
doctor-hosts-mail = { $host }, TCP: the mail server; { $numbers }.
doctor-hosts-socket = the printing service CUPS of this machine ({ $path }, or as CUPS_SERVER has it), by lp and lpstat; only CUPS itself needs the network.
doctor-hosts-command = the command that prints (printing.command): whom it contacts, its author knows.
doctor-hosts-none = the register contacts nobody by itself; it only answers.

doctor-register-none = there is no database { $path }.
doctor-register-none-do = name it by --database or serve.database; reestr admin create-municipality makes a new one.
doctor-register-database = the database { $path } opens; schema { $schema } of { $known }.
doctor-register-older = the database { $path } opens; schema { $schema }, the program knows { $known }: reestr serve brings it up at its start. Make a backup first.
doctor-register-newer = the database { $path } is newer than the program: schema { $schema }, the program knows { $known }.
doctor-register-newer-do = run the newer program, or restore the backup that was made before it.
doctor-register-unreadable = { $why }
doctor-register-unreadable-do = run this as the user who owns the database; if that doesn't help, restore the backup.
doctor-register-open-file = others may read the file { $path } (mode { $mode }).
doctor-register-open-file-do = chmod 600 { $path }
doctor-register-recovery = the recovery key { $path } is there; it belongs into the backup with the database.
doctor-register-no-recovery = the recovery key { $path } can't be read: { $why }.
doctor-register-no-recovery-do = put it back from the backup; a new one doesn't open the stores that clerks have. In a new register reestr serve makes it.
doctor-register-letters = letters waiting: { $waiting }, not delivered: { $failed }.
doctor-register-letters-do = clerks see those that failed and can put the address right; if there are many, look at the mail server (below).
doctor-register-no-night = this register has worked no night yet: the first begins at the hour serve.night_hour.
doctor-register-night = the last night's work: { $date }.
doctor-register-night-do = see whether the clock is right, and run `reestr admin night run`; `reestr admin night report` tells what was before.
doctor-register-plain = no certificate is set: the register answers without encryption, and to this machine only.
doctor-register-tls = { $why }
doctor-register-tls-do = correct serve.tls_cert and serve.tls_key: a chain and its key in PEM that the register's user can read.
doctor-register-open = open address { $address }: { $state ->
    [yes] somebody listens.
   *[no] nobody listens.
}
doctor-register-protected = protected address { $address }: { $state ->
    [yes] somebody listens.
   *[no] nobody listens.
}
doctor-register-silent-do = if the register is to work, start reestr serve; reestr unit prints a unit for systemd.

doctor-mail-folder = no mail server is set: letters become files in the folder letters beside the database.
doctor-mail-ready = { $host } is ready to take a letter; encryption and login were tried.
doctor-mail-late = { $host } didn't answer within 6 s.
doctor-mail-connect = there is no connection to { $host }. { $codes }
doctor-mail-connect-do = check serve.mail_relay, and whether the firewall lets this port through.
doctor-mail-encrypt = { $host } didn't agree on encryption. { $codes }
doctor-mail-encrypt-do = check the kind of line (smtps:// or smtp://) and the certificate; for an authority of your own set serve.mail_ca.
doctor-mail-login = { $host } didn't accept the login. { $codes }
doctor-mail-login-do = check serve.mail_login and the password in the file of serve.mail_password_file.
doctor-mail-settings = mail ({ $host }) is not set up: { $why }
doctor-mail-settings-do = correct the files of serve.mail_password_file and serve.mail_ca.
