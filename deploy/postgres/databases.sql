-- Run once, by the entry point of the PostgreSQL image, on an empty cluster: two owners, neither a superuser.
\set fengqiao `cat /run/secrets/fengqiao_password`
\set temporal `cat /run/secrets/temporal_password`
CREATE ROLE fengqiao LOGIN CREATEROLE PASSWORD :'fengqiao';
CREATE ROLE temporal LOGIN CONNECTION LIMIT 80 PASSWORD :'temporal';
CREATE DATABASE fengqiao OWNER fengqiao;
CREATE DATABASE fengqiao_sealed OWNER fengqiao;
CREATE DATABASE temporal OWNER temporal;
CREATE DATABASE temporal_visibility OWNER temporal;
REVOKE CONNECT ON DATABASE fengqiao, fengqiao_sealed, temporal, temporal_visibility FROM PUBLIC;
