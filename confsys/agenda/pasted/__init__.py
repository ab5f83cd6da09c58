"""An agenda as people write it, in Word, Excel, Zalo or by hand, understood line by line. Pure: no database, no clock.

units    which unit a few words mean         pieces   what one line says: hours, minutes, kind, title, who presents
rows     the items, headings and columns     reading  when each item begins, and what could not be read
"""
