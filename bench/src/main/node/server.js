// The peer of the benchmark of jobs: what one would write for Node, a server of @octokit/webhooks
// whose handler records delivery, deployment and job in one transaction. It leaves out what else
// Slipway does in that transaction: hosts, the look for older deployments, joining and superseding.
import cluster from 'node:cluster';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { availableParallelism } from 'node:os';
import { createNodeMiddleware, Webhooks } from '@octokit/webhooks';
import pg from 'pg';

const { PORT, SECRET, CONNECTIONS } = process.env;
const workers = availableParallelism();

const INSERT_DEPLOYMENT = {
  name: 'deployment',
  text: `insert into deployment (id, short_id, project, branch, environment, state, created_at,
      commit_sha, commit_message, commit_author)
    values ($1, $2, $3, $4, $5, 'queued', $6, $7, $8, $9)`,
};

async function record(pool, id, payload, digest) {
  const now = new Date();
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query({
      name: 'project',
      text: 'select id, account, production_branch from project where name = $1',
      values: [payload.repository.name],
    });
    const project = rows[0];
    const branch = payload.ref.slice('refs/heads/'.length);
    const deployment = randomUUID();
    await client.query({
      ...INSERT_DEPLOYMENT,
      values: [
        deployment,
        randomBytes(5).toString('hex'),
        project.id,
        branch,
        branch === project.production_branch ? 'production' : 'preview',
        now,
        payload.after,
        payload.head_commit.message,
        payload.head_commit.author.name,
      ],
    });
    await client.query({
      name: 'job',
      text: `insert into job (id, deployment, account, state, attempt, run_after, created_at)
        values ($1, $2, $3, 'queued', 0, $4, $4)`,
      values: [randomUUID(), deployment, project.account, now],
    });
    await client.query({
      name: 'delivery',
      text: `insert into delivery
          (project, id, event, body_sha256, received_at, decision, deployment)
        values ($1, $2, 'push', $3, $4, 'queued', $5)`,
      values: [project.id, id, digest, now, deployment],
    });
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

function serve() {
  const pool = new pg.Pool({ max: Math.max(1, Math.floor(CONNECTIONS / workers)) });
  const webhooks = new Webhooks({ secret: SECRET });
  webhooks.on('push', ({ id, payload }) =>
    record(pool, id, payload, createHash('sha256').update(JSON.stringify(payload)).digest('hex')));
  webhooks.onError((error) => console.error(error.message));
  createServer(createNodeMiddleware(webhooks, { path: '/hooks/github' })).listen(PORT, '127.0.0.1');
}

if (cluster.isPrimary) {
  for (let i = 0; i < workers; i++) cluster.fork();
} else {
  serve();
}
