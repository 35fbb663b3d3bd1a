/** Header names in common use, by role. Earlier groups win over later ones; within a group all count alike. */

import type { Role } from '../batches/roles.ts'

const words = (text: string) => text.split(/\s+/)

/**
 * Lower case, letters and digits only, accents dropped: `Customer ID`, `customer_id` and `customerId` are one.
 * English, German, Spanish, French, Italian, Portuguese, Dutch, Swedish and Polish.
 */
export const ROLE_NAMES: Readonly<Record<Role, readonly (readonly string[])[]>> = {
  customer: [
    words(`customerid custid customerno customernumber customercode customeruniqueid clientid userid memberid
      householdid accountid contactid personid buyerid shopperid donorid subscriberid patronid distinctid
      userpseudoid anonymousid visitorid kundennummer kundennr kundenid idcliente clienteid codcliente idclient
      numeroclient numclient codeclient refclient identifiantclient idduclient clientenr klantid klantnummer klantnr
      klantcode kundid kundnummer idklienta numerklienta customerref customerkey clientno clientnumber clientcode
      buyerno loyaltyid loyaltycardid cardid numerocliente numcliente codigocliente codicecliente`),
    words('customer client user member household buyer kunde cliente klant kund klient'),
    words('email emailaddress customeremail billingemail useremail correo courriel'),
  ],
  time: [
    words(`orderdate ordertime ordereddate orderedat orderdatetime ordertimestamp orderpurchasetimestamp dateordered
      dateoforder invoicedate invoicetime transactiondate transactiontime transactiontimestamp transactiondatetime
      purchasedate purchasedat purchasetime purchasetimestamp saledate salesdate eventtime eventtimestamp
      eventdatetime occurredat bestelldatum auftragsdatum rechnungsdatum kaufdatum fechapedido fechacompra
      fechafactura datecommande dateachat datefacture dataordine dataacquisto datapedido datacompra besteldatum
      orderdatum datazamowienia belegdatum verkaufsdatum fechadepedido fechadecompra fechaventa datedecommande
      datedachat datevente datadellordine datavendita datavenda dataprzedazy datasprzedazy factuurdatum aankoopdatum
      inkopsdatum`),
    words('timestamp datetime date time ts datum fecha data zeitpunkt dag'),
    words('createdat created createdon createddate datecreated createdutc'),
    words('paidat paidon processedat completedat eventdate'),
    words(
      'start startdate startedat starttime startson activatedat subscriptionstart startdatum vertragsbeginn',
    ),
  ],
  // Only by the user's word: it says that nobody is older than the export lets them look.
  acquired: [],
  end: [
    words(`end enddate endedat endtime endson cancelledat canceledat cancelledon canceledon cancellationdate
      canceldate terminatedat terminationdate expiredat expirydate subscriptionend churnedat churndate enddatum
      vertragsende kuendigungsdatum`),
  ],
  amount: [
    words(`orderamount ordertotal ordervalue totalamount totalprice totalsales totalvalue grandtotal linetotal
      lineamount salesvalue salesamount saleamount transactionamount transactionvalue paymentvalue purchaseamount
      invoicetotal invoiceamount gesamtbetrag gesamtpreis importetotal montanttotal totalttc totaleordine
      valortotal totaalbedrag ordertotalamount totalpaid amountpaid paidamount totalinclvat totalincltax totalwithtax
      totalpayable montantttc totalpedido valorpedido valorpago valorcompra totalfactura totalefattura importototale
      prixtotal montantcommande gesamtsumme endbetrag rechnungsbetrag rechnungssumme bestellwert bestellsumme
      auftragswert totaalprijs orderbedrag ordersumma kwotazamowienia wartosczamowienia`),
    words(`amount revenue total sales spend spent value mrr betrag umsatz summe importe monto montant importo valor
      bedrag belopp kwota monetaryvalue totaal totalt suma`),
    // Which of them is meant no name can say: with tax or without, before discounts or after.
    words(`netamount grossamount netsales grosssales nettotal grosstotal subtotal netrevenue grossrevenue net gross
      brutto netto nettobetrag bruttobetrag montantht montantnet montantbrut importeneto importebruto ordersubtotal
      subtotalprice`),
  ],
  price: [
    words(`unitprice priceperunit itemprice priceeach sellingprice stueckpreis stuckpreis einzelpreis preciounitario
      prixunitaire prezzounitario precounitario stukprijs`),
    words('price preis precio prix prezzo preco prijs'),
  ],
  quantity: [
    words(
      'quantity qty units quantitysold orderquantity menge anzahl cantidad quantite quantita quantidade aantal antal ilosc',
    ),
  ],
  order: [
    words(`orderid orderno ordernumber orderref orderreference invoice invoiceno invoiceid invoicenumber transactionid
      transactionno basketid receiptid receiptno receiptnumber saleid purchaseid checkoutid bestellnummer
      bestellnr auftragsnummer rechnungsnummer idpedido numeropedido pedidoid numfactura commandeid numerocommande
      idcommande idordine numeroordine bestelnummer ordernummer belegnummer belegnr bonnummer orderkey ordercode
      numerofactura numerofattura numerofacture factuurnummer codigopedido ticketid ticketno numeroticket
      idzamowienia numerzamowienia`),
    words('order transaction basket receipt bestellung pedido commande ordine bestelling'),
  ],
  product: [
    words('productid sku stockcode itemid productcode itemcode articleid artikelnummer articleno upc asin'),
    words('product productname item itemname artikel producto articulo produit article prodotto produto'),
  ],
  channel: [
    words('channel saleschannel acquisitionchannel marketingchannel kanal canal canale kanaal'),
    words('source utmsource trafficsource ordersource medium'),
  ],
  country: [
    words('country countrycode countryname land pais pays paese kraj'),
    words('shippingcountry billingcountry customercountry'),
  ],
  status: [
    words(
      'status orderstatus financialstatus paymentstatus state bestellstatus auftragsstatus estado statut stato zustand',
    ),
  ],
  event: [words('event eventname eventtype action activity ereignis evento evenement')],
  currency: [words('currency currencycode orderscurrency waehrung wahrung moneda devise valuta moeda')],
  // Only by the user's word: taking one version of an order for another is no guess to make.
  latestBy: [],
}

/** Whether a column may be found for the role where none is named. */
export const isGuessed = (role: Role): boolean => ROLE_NAMES[role].length > 0

export function normalisedName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
}
