"""The readiness board: every site of a conference in one picture, the worst first, for the wall and for the desk.

standing  how one site stands, worked out from what is known of it; pure
layout    where its tile stands on a wall of 1920 × 1080; pure
facts     what the other rooms know of every site, in a fixed number of statements
parts     the live pieces of the board, and which news changes them
"""
