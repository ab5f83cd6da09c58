"""Who somebody is: persons, the roles they hold, their sign-ins and tokens."""
