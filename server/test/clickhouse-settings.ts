import { sessionMilliseconds } from './zookeeper.ts'

/** How many shards a cluster of tests has, and how many servers hold each. */
export type Shape = { shards: number; replicas: number }

type Server = { http: number; tcp: number; interserver: number; shard: number; replica: number }

type Layout = { cluster: string; servers: Server[]; keeper: number | null }

/** Three ports for each server; the replicas of a shard are beside each other. */
export function layoutOf(shape: Shape, ports: number[], keeper: number | null): Layout {
  const servers = Array.from({ length: shape.shards * shape.replicas }, (_, index): Server => {
    const [http, tcp, interserver] = ports.slice(3 * index)
    const place = { shard: Math.floor(index / shape.replicas), replica: index % shape.replicas }
    return { http: http!, tcp: tcp!, interserver: interserver!, ...place }
  })
  return { cluster: 'hospital', servers, keeper }
}

export const login = { user: 'telemetry', password: "it's\\secret" }

export function configXml(home: string, layout: Layout, index: number): string {
  const { http, tcp, interserver, shard, replica } = layout.servers[index]!
  const shards = Map.groupBy(layout.servers, (server) => server.shard)
  const cluster = [...shards.values()].map(
    (servers) => `<shard><internal_replication>true</internal_replication>
      ${servers.map(replicaXml).join('')}</shard>`,
  )
  const keeper =
    layout.keeper === null
      ? ''
      : `<zookeeper><node><host>127.0.0.1</host><port>${layout.keeper}</port></node>
        <session_timeout_ms>${sessionMilliseconds}</session_timeout_ms></zookeeper>
      <macros><shard>${shard}</shard><replica>${replica}</replica></macros>
      <interserver_http_host>127.0.0.1</interserver_http_host>
      <interserver_http_port>${interserver}</interserver_http_port>`
  return `<yandex>
    <logger><level>warning</level><log>${home}/log</log><errorlog>${home}/errors</errorlog></logger>
    <http_port>${http}</http_port><tcp_port>${tcp}</tcp_port><listen_host>127.0.0.1</listen_host>
    <path>${home}/data/</path><tmp_path>${home}/tmp/</tmp_path>
    <users_config>${home}/users.xml</users_config><default_profile>default</default_profile>
    <default_database>default</default_database><timezone>Europe/Athens</timezone>
    <mark_cache_size>67108864</mark_cache_size>
    <remote_servers><${layout.cluster}>${cluster.join('')}</${layout.cluster}></remote_servers>
    ${keeper}
  </yandex>`
}

function replicaXml({ tcp }: Server): string {
  return `<replica><host>127.0.0.1</host><port>${tcp}</port>
    <user>${login.user}</user><password>${login.password}</password></replica>`
}

export const usersXml = `<yandex><profiles><default/></profiles><quotas><default/></quotas><users>
  <${login.user}><password>${login.password}</password>
    <networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota>
  </${login.user}></users></yandex>`
