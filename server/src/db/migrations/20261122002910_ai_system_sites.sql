-- The list of AI systems names the sites of each: their codes stand beside the link, held to the
-- site's own by the key, so that a page of the list reads no sites.
alter table sites add unique (id, code);
alter table ai_system_sites add column site_code text;
-- Nothing changes that duties follow from.
alter table ai_system_sites disable trigger ai_system_sites_make_duties_stale;
update ai_system_sites set site_code = sites.code from sites where sites.id = site_id;
alter table ai_system_sites enable trigger ai_system_sites_make_duties_stale;
alter table ai_system_sites alter column site_code set not null,
  drop constraint ai_system_sites_site_id_fkey,
  add foreign key (site_id, site_code) references sites (id, code) on update cascade;
create index ai_system_sites_by_code on ai_system_sites (ai_system_id, site_code);

-- Few incidents are open.
create index incidents_open on incidents (ai_system_id)
  where status not in ('resolved', 'closed');
