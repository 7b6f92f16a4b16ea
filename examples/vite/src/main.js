import './style.css';
import shipUrl from './ship.svg';
import { ago } from './ago.js';

const built = __BUILT__;
const builtAt = new Date(built.at);

const ship = Object.assign(new Image(), { src: shipUrl, className: 'ship', alt: 'A small ship' });
const sea = Object.assign(document.createElement('div'), { className: 'sea' });
document.querySelector('#scene').append(ship, sea);

const facts = {
  Built: builtAt.toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' }),
  With: `Vite ${built.vite}`,
  On: `Node ${built.node}`,
  Served: location.host,
};
document.querySelector('#facts').append(
  ...Object.entries(facts).map(([name, value]) => {
    const fact = document.createElement('div');
    fact.append(
      Object.assign(document.createElement('dt'), { textContent: name }),
      Object.assign(document.createElement('dd'), { textContent: value }),
    );
    return fact;
  }),
);

function tell() {
  document.querySelector('#status').textContent = `Built by Slipway ${ago(builtAt, new Date())}.`;
}

tell();
setInterval(tell, 1000);
