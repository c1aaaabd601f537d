# Справочник: список статей, отметки о прочтении, учебные видео. Сами статьи лежат в папке handbook.

handbook-find = Искать:
handbook-find-hint = Наберите слова; без слов — все статьи. Enter открывает.
handbook-find-none = Такого в справочнике нет: наберите меньше слов или только начало слова.
handbook-found =
    { $count ->
        [one] Найдена { $count } статья.
        [few] Найдены { $count } статьи.
       *[many] Найдено { $count } статей.
    }
handbook-list-read = прочитано
handbook-list-changed = ! изменено
handbook-list-unread = не прочитано
handbook-before-login = Справочник
handbook-read = √ Вы это прочитали
handbook-unread = Прочитали до конца — отметьте: { $key }
handbook-changed = ! Текст изменён с тех пор, как Вы его читали. Прочитали — отметьте: { $key }
handbook-marked = Отмечено: прочитано.
handbook-read-already = Эта статья уже отмечена прочитанной.
handbook-no-further = Дальше статей нет.
handbook-no-video = К этой статье нет учебного видео.
handbook-videos = Учебное видео
handbook-video-key = QR-код на весь экран: [{ $key }]
handbook-length = { $minutes } мин { $seconds } с
handbook-code-how = Наведите камеру телефона на код — откроется видео. Или наберите ссылку:
handbook-code-too-long = Ссылка слишком длинная для QR-кода на экране. Наберите её:
handbook-code-back = назад к статье
handbook-code-next = следующее видео ({ $shown } из { $count })
handbook-code-invert = не читается — поменять светлое и тёмное

action-list-articles = Список статей
action-list-articles-help = Показать все статьи справочника и искать в них.
action-mark-read = Прочитано
action-mark-read-help = Отметить статью прочитанной; если её текст изменится, справочник скажет об этом.
action-show-video = Видео
action-show-video-help = Показать QR-код учебного видео на весь экран.

# На бумаге.

handbook-title = Справочник Реестра
handbook-printed = Напечатано { $date }
handbook-contents = Содержание
