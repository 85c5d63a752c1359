export { othersTurn } from '../../turns';
