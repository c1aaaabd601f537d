# Экран заявителя: согласия.

applicant-count = Согласие { $number } из { $count }
applicant-count-refusing = Отказ: согласие { $number } из { $count }
applicant-meaning = Что это значит
applicant-full = Полный текст
applicant-below = { $count ->
    [one] Ниже ещё { $count } строка. { $key } — читать дальше.
    [few] Ниже ещё { $count } строки. { $key } — читать дальше.
   *[many] Ниже ещё { $count } строк. { $key } — читать дальше.
}
applicant-above = Это конец текста. { $key } — вернуться выше.

applicant-read-first = Сначала прочитайте текст до конца: отметка ставится только после этого.
applicant-tick = Если Вы согласны, нажмите { $tick }. Если нет — { $refuse }.
applicant-ticked = Вы согласны. { $submit } — дальше, { $tick } — убрать отметку.
applicant-was-refused = Вы отказались. Если передумали, нажмите { $tick }.

applicant-refusal = Что будет, если отказаться
applicant-refusal-sure = Вы отказываетесь от этого согласия?

applicant-thanks = Спасибо
applicant-given = Вы дали согласие:
applicant-refused = Вы отказались:
applicant-hand-back = Передайте клавиатуру сотруднику.

applicant-note-read-first = Прочитайте текст до конца: { $key }.
applicant-note-no-room = Окно слишком мало для текста: попросите сотрудника увеличить его.
applicant-note-tick-first = Нажмите { $key }, если согласны.
applicant-note-other-key = Сейчас нужны только клавиши, названные внизу.

applicant-password = Пароль сотрудника:
applicant-password-why = Клавиатура вернётся к сотруднику по его паролю.
applicant-password-waiting = Проверяю…
applicant-password-wrong = { $count ->
    [one] Пароль не подошёл ({ $count } раз). Проверьте раскладку и Caps Lock.
    [few] Пароль не подошёл ({ $count } раза). Проверьте раскладку и Caps Lock.
   *[many] Пароль не подошёл ({ $count } раз). Проверьте раскладку и Caps Lock.
}
applicant-password-wait = { $seconds ->
    [one] Подождите { $seconds } секунду и нажмите Enter ещё раз.
    [few] Подождите { $seconds } секунды и нажмите Enter ещё раз.
   *[many] Подождите { $seconds } секунд и нажмите Enter ещё раз.
}

applicant-key-tick = Отметить
applicant-key-on = Дальше
applicant-key-refuse = Отказаться
applicant-key-read = Читать
applicant-key-clerk = Сотрудник
applicant-key-back = Назад
applicant-key-again = Ещё раз
applicant-key-unlock = Вернуть клавиатуру
