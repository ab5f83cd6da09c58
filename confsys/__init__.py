"""confsys: online conferences of a province, from the slot to the last screen.

The map of the house, in reading order. A package imports only what stands below it.

    app          how the pieces are put together         cli         commands of an administrator
    places       the words of the head bar
    worker       the process beside the server           jobs        what it does every so often
    bots         a conference played on the running server, to see every view alive
    demo         a province to try things on             demo_rooms  its rooms
    demo_weeks   its weekly calendars                   demo_sites  whom to call there
    demo_readiness  how ready its sites are
    demo_screens  the computers of its meeting rooms
    demo_answers  what sites have answered so far
    demo_attendance  which sites are there already
    demo_messages  what they were told, and wrote
    demo_floor   who has registered to speak
    reactions    every event there is -> what follows from it in the same transaction
    api          /api/v1: JSON doors onto the same actions
    styleguide   every component in every state, in both themes
    desk         the desk of an office: pages that put several capabilities side by side
    planner      the calendar on screen: day, week, month, rooms and persons side by side; moving a conference on it
    technician   what is broken, lost, next and asked while it runs, each with the press that mends it
    console      steering it while it runs: the operator with everything at hand, the chair with a few things
    course       the record: what happened and when, attendance over time, any moment again
    site_desk    the desk of a site: all it does in one conference, for a thumb
    board        the readiness board: every site in one picture, the worst first
    offline      a site's pages on a bad line: kept in the phone, and what was sent without one is sent later
    past         conferences that took place before, entered afterwards
    steps        before each step with a conference: what changes and whom it touches
    screens      computers of meeting rooms: paired once, they show the conference of their site
    live         passing news to open screens; who is connected
    history      what happened, in words, before and after; taking it back
    reorganising  merging, splitting, renaming and moving units on a day
    accounts     looking after people: the list, what each may do, handing over from one to another
    calendars    feeds and .ics files, made from the rows; no rules of their own
    delegates    the personal link of each delegate a site has named: the conference on his own telephone
    stage        what the hall sees: its scene, until when a break lasts, the strip under a picture
    messages     what the office and its sites tell each other while it is held, and how far it has come
    votes        questions put to the vote, one ballot of each voter, and the quorum at that moment
    floor        who asks to speak, whose turn it is, how long each may
    agenda       what is discussed, in what order, how long, and when it will really start
    presence     which sites have a screen open now, and since when
    attendance   who is here: check-in, head counts, the roll call, the quorum
    readiness    whether sites are ready: tests, check lists, incidents
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
    writing      one write at a time                     journal     what happened, in order
    settings     what the installation shares
    forms        what was typed, as values               listing     rows counted, pages turned
    often        how often something happened lately
    one_clock    all processes go by that of the database
    shown        values as a page shows them             clock       instants and local days
    seats        how many requests are worked at in the same moment
    extensions   the libraries, bound to the app         errors      refusals, each a sentence
    config       CONFSYS_ variables                      spelled     days and hours as people spell them
    words        Vietnamese and English                  folding     names without tone marks, sorted
    ids          what cannot be guessed                  aside       work that takes long, off the event loop
"""
