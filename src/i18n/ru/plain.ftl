# Режим без оформления: слова вместо знаков и то, что произносится в последней строке.

plain-place = { $at } из { $of }
plain-chosen = выбрано { $what }
plain-is-chosen = выбрано
plain-empty = пусто
plain-again = { $text } (ещё раз)

plain-match = совпадает
plain-mismatch = не совпадает
plain-not-checked = не сверено
plain-doubtful = сомнительно
plain-changed = изменилось
plain-to-correct = исправить
plain-done = готово
plain-error = ошибка
plain-warning = внимание
plain-waits = ждут отправки
plain-then = далее
plain-ticked = отмечено
plain-unticked = не отмечено
plain-refused = отказ

plain-up = стрелка вверх
plain-down = стрелка вниз
plain-left = стрелка влево
plain-roubles = руб.

plain-notice-done = Готово
plain-notice-warning = Внимание
plain-notice-error = Ошибка
plain-section = Раздел { $at } из { $of }: { $name }, сверено { $done } из { $all }
plain-beside = здесь { $here }, там { $there }
plain-beside-at = здесь { $here }, там { $there }, отличаются знаки { $places }
plain-becomes = станет
plain-right = стрелка вправо
plain-fixed = { $from } стало { $to }. { $finding }
