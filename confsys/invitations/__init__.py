"""What the sites of a conference answer to its invitation: whether they come, how many, and who.

models     an answer of a site, and the delegates it names
rules      until when a site answers, and what an answer may say; pure
answering  every change of an answer            inviting   since when a site is asked: a reaction
reminding  writing to who is silent             reminders  by which rule; pure
roll_up    how all of them stand: answered, coming, silent; counted
"""
