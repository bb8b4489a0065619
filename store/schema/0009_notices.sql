-- What people have been told of which finding, by which way, and when. It only grows: the newest row of a finding and a way is what
-- was last said there, and `state` is the finding as it stood then, so that it is told again only when that is another.
create table stored.notices (
    notice_id varchar not null,
    channel varchar not null,
    finding_id varchar not null,
    change varchar not null,
    state varchar not null,
    severity varchar not null,
    run_id varchar not null,
    told_at timestamp not null
);
