"""confsys: online conferences of a province, from the slot to the last screen.

The map of the house, in reading order. A package imports only what stands below it.

    app          how the pieces are put together         cli         commands of an administrator
    worker       the process beside the server           jobs        what it does every so often
    demo         a province to try things on             demo_rooms  its rooms
    demo_weeks   its weekly calendars                   demo_sites  whom to call there
    reactions    every event there is -> what follows from it in the same transaction
    api          /api/v1: JSON doors onto the same actions
    styleguide   every component in every state, in both themes
    desk         the desk of an office: pages that put several capabilities side by side
    planner      the calendar on screen: day, week, month, rooms and persons side by side; moving a conference on it
    past         conferences that took place before, entered afterwards
    steps        before each step with a conference: what changes and whom it touches
    live         passing news to open screens; who is connected
    history      what happened, in words, before and after; taking it back
    reorganising  merging, splitting, renaming and moving units on a day
    accounts     looking after people: the list, what each may do, handing over from one to another
    calendars    feeds and .ics files, made from the rows; no rules of their own
    agenda       what is discussed, in what order, how long, and when it will really start
    invitations  what sites answer: whether they come, how many, who
    weeks        lịch công tác tuần: what leaders do in a week, edition by edition
    polls        asking guests without an account which time suits them; it ends in a slot
    free_time    finding a time: everybody side by side, and the times that fit
    letters      the outbox: what is told by mail, in order, and its delivery
    conferences  the conference: what it is, its states, its people, the sites that take part
    scheduling   what can be occupied: rooms, equipment, ports, persons, sites; who holds what when
    tasks        one thing a person must do now; each package names its own in a tasks.py
    office       what the office sets: its names, hours, deadlines, holidays; working days are counted here
    sites        the directory: a tree of units with dates of validity; what a role is held for
    people       persons, roles, sign-ins, tokens
    ------       what everything above stands on
    doors        who may knock: every address and socket event declares its rule
    changes      action, record: the one path of a change
    commands     doing a thing once                      web         what every page is given; answering refusals
    journal      what happened, in order                 settings    what the installation shares
    forms        what was typed, as values               listing     rows counted, pages turned
    often        how often something happened lately
    shown        values as a page shows them             clock       instants and local days
    extensions   the libraries, bound to the app         errors      refusals, each a sentence
    config       CONFSYS_ variables                      spelled     days and hours as people spell them
    words        Vietnamese and English                  folding     names without tone marks, sorted
    ids          what cannot be guessed                  aside       work that takes long, off the event loop
"""
