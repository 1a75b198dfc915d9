alter role postgres nosuperuser createdb createrole replication bypassrls;
