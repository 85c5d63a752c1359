import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What Twilio answers when it takes a text, as fast as Node.js can, in a process of its own: the bench measures those who
 * call. `GET /count` tells how many texts it took.
 */
let taken = 0;

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  if (request.method === 'GET') {
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ count: taken }));
    return;
  }
  let body = '';
  request.setEncoding('utf8').on('data', (part: string) => (body += part));
  request.on('end', () => {
    const form = new URLSearchParams(body);
    const sid = `SM${String(++taken).padStart(32, '0')}`;
    response.writeHead(201, { 'Content-Type': 'application/json' }).end(
      JSON.stringify({
        ...{
          sid,
          account_sid: 'AC0123456789abcdef0123456789abcdef',
          status: 'queued',
          direction: 'outbound-api',
        },
        ...{ to: form.get('To'), from: form.get('From'), body: form.get('Body') },
        ...{
          date_created: 'Tue, 03 Mar 2026 16:00:00 +0000',
          date_updated: 'Tue, 03 Mar 2026 16:00:00 +0000',
        },
        ...{ date_sent: null, error_code: null, error_message: null, price: null, price_unit: 'USD' },
        ...{ num_media: '0', num_segments: '1', messaging_service_sid: null, api_version: '2010-04-01' },
        ...{ uri: `/2010-04-01/Messages/${sid}.json`, subresource_uris: {} },
      }),
    );
  });
});
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
