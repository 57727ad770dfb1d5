-- The language of the mail, kept so that it is sent again in the same one.
alter table freehold.invitations add column language text not null default 'en' check (length(language) between 2 and 35);
